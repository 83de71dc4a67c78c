import { createHash, randomBytes, randomInt } from "node:crypto";
import type { Cvm, CvmStore } from "../../reference-impl/index.ts";

/** CVMs of one workspace: what a scan counts. */
export const PER_WORKSPACE = 1_000;
const LIMIT = 100;
const WRITES = 20;

/** How long one call took, over many: half of the calls took no longer than `p50Ms`. */
export interface Spread {
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/** How long the calls of batches took, in milliseconds, and the batches as a whole. */
export interface BatchTimes {
  readonly scan: readonly number[];
  readonly find: readonly number[];
  readonly record: readonly number[];
  readonly whole: readonly number[];
}

const digest = (what: string, index: number): string => createHash("sha1").update(`${what} ${index}`).digest("hex");

/** A fleet of so many CVMs, two in three of which have an id. */
export const fleetOf = (count: number): readonly Cvm[] =>
  Array.from({ length: count }, (_, index) => {
    const hex = digest("uuid", index);
    return {
      cvmId: index + 1,
      vmUuid: `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`,
      appId: digest("app", index),
      name: `cvm-${index + 1}`,
      workspaceId: `workspace-${Math.floor(index / PER_WORKSPACE)}`,
      status: "running",
      instanceId: index % 3 === 0 ? null : digest("instance", index),
      teepod: "teepod-1",
      noInstanceId: false,
      lastAttemptAtMs: null,
    };
  });

/** Sums up times. */
export const spreadOf = (timesMs: readonly number[]): Spread => {
  const sorted = timesMs.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
};

/** Puts so many batches of 100 CVMs to a store of `fleetSize` CVMs, one after the other, each to a workspace that chance chooses. */
export const measureBatches = async (store: CvmStore, fleetSize: number, batches: number): Promise<BatchTimes> => {
  const none: readonly number[] = [];
  const times = { scan: [...none], find: [...none], record: [...none], whole: [...none] };
  const timed = async <Result>(list: number[], call: () => Promise<Result>): Promise<Result> => {
    const startMs = performance.now();
    const result = await call();
    list.push(performance.now() - startMs);
    return result;
  };
  const workspaces = Math.ceil(fleetSize / PER_WORKSPACE);
  for (let batch = 0; batch < batches; batch += 1)
    await timed(times.whole, async () => {
      const workspaceId = `workspace-${randomInt(workspaces)}`;
      const query = { workspaceId, runningOnly: true, missingOnly: false, limit: LIMIT };
      const { cvms } = await timed(times.scan, () => store.scan(query));
      const some = (from: number): readonly Cvm[] => cvms.slice(from, from + LIMIT / 4);
      const keys = {
        cvmIds: some(0).map(({ cvmId }) => cvmId),
        vmUuids: some(25).map(({ vmUuid }) => vmUuid),
        appIds: some(50).map(({ appId }) => appId),
        instanceIds: [],
        names: some(75).map(({ name }) => name),
      };
      await timed(times.find, () => store.find(keys, workspaceId));
      const writes = cvms.slice(0, WRITES).map(({ cvmId, instanceId }) => ({
        cvmId,
        expected: instanceId,
        next: randomBytes(20).toString("hex"),
      }));
      const attempted = cvms.map(({ cvmId }) => cvmId);
      await store.holders(writes.map(({ next }) => next));
      await timed(times.record, () => store.record({ atMs: Date.now(), attempted, writes }));
    });
  return times;
};
