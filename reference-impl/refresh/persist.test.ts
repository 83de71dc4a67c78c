import { describe, expect, it } from "vitest";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmStore } from "../stores/cvm-store.ts";
import { createMemoryStore } from "../stores/memory-store.ts";
import { StoreError } from "../stores/store-error.ts";
import { hex40, sampleCvm } from "../testing/sample-cvm.ts";
import { type Attempt, persist } from "./persist.ts";
import type { RefreshOptions } from "./refresh-options.ts";

const NOW_MS = 1_000;
const OPTIONS: RefreshOptions = {
  cvmIds: null,
  runningOnly: true,
  missingOnly: false,
  overwrite: true,
  limit: 100,
  dryRun: false,
};

const update = (cvm: Cvm, newInstanceId: string): Attempt => ({
  cvm,
  item: {
    cvmId: cvm.cvmId,
    identifier: String(cvm.cvmId),
    status: "updated",
    oldInstanceId: cvm.instanceId,
    newInstanceId,
    source: "teepod_state",
    verifiedWithGateway: true,
    reason: null,
  },
});

const skipped = (cvm: Cvm): Attempt => {
  const { item } = update(cvm, hex40(0));
  return { cvm, item: { ...item, status: "skipped", newInstanceId: null, reason: "instance_id_not_found" } };
};

const stored = async (store: CvmStore) =>
  (await store.snapshot()).map(({ instanceId, lastAttemptAtMs }) => [instanceId, lastAttemptAtMs]);

describe("persisting", () => {
  it("writes what was updated and stamps all that was tried", async () => {
    const cvms = [sampleCvm(1), sampleCvm(2, { instanceId: hex40(2) }), sampleCvm(3), sampleCvm(4)];
    const store = createMemoryStore(cvms);
    const attempts = cvms
      .slice(0, 3)
      .map((cvm, index) => (index === 2 ? skipped(cvm) : update(cvm, hex40(10 + index))));
    expect(await persist(store, attempts, OPTIONS, NOW_MS)).toEqual(attempts.map(({ item }) => item));
    expect(await stored(store)).toEqual([
      [hex40(10), NOW_MS],
      [hex40(11), NOW_MS],
      [null, NOW_MS],
      [null, null],
    ]);
  });

  const afterRace = async (seen: string | null, now: string | null, options: Partial<RefreshOptions> = {}) => {
    const store = createMemoryStore([sampleCvm(1, { instanceId: now })]);
    const attempt = update(sampleCvm(1, { instanceId: seen }), hex40(1));
    const [item] = await persist(store, [attempt], { ...OPTIONS, ...options }, NOW_MS);
    expect((await store.snapshot())[0]?.instanceId).toBe(now);
    return item;
  };

  it("answers a request that lost the race as if it had come after the winner, and writes nothing", async () => {
    expect(await afterRace(null, hex40(1))).toMatchObject({
      status: "unchanged",
      oldInstanceId: hex40(1),
      newInstanceId: hex40(1),
      reason: "already_synced",
    });
    expect(await afterRace(null, hex40(2))).toMatchObject({
      status: "conflict",
      oldInstanceId: hex40(2),
      newInstanceId: hex40(1),
      reason: "instance_id_differs",
    });
    expect(await afterRace(null, hex40(1), { missingOnly: true })).toMatchObject({
      status: "skipped",
      oldInstanceId: hex40(1),
      newInstanceId: null,
      source: "none",
      verifiedWithGateway: false,
      reason: "already_has_instance_id",
    });
    expect(await afterRace(hex40(2), null)).toMatchObject({ status: "error", reason: "store_write_failed" });
  });

  it("gives an id that another CVM got meanwhile to nobody else", async () => {
    const store = createMemoryStore([sampleCvm(1), sampleCvm(2, { instanceId: hex40(1) })]);
    const [item] = await persist(store, [update(sampleCvm(1), hex40(1))], OPTIONS, NOW_MS);
    expect(item).toMatchObject({ status: "conflict", newInstanceId: hex40(1), reason: "instance_id_in_use" });
  });

  it("answers a CVM that is gone with an error", async () => {
    const [item] = await persist(createMemoryStore([]), [update(sampleCvm(1), hex40(1))], OPTIONS, NOW_MS);
    expect(item).toMatchObject({ status: "error", reason: "store_write_failed" });
  });

  it("lets only the CVM suffer whose write fails", async () => {
    const memory = createMemoryStore([sampleCvm(1), sampleCvm(2), sampleCvm(3)]);
    const store: Pick<CvmStore, "record"> = {
      record: async (record) => {
        if (record.writes.some(({ cvmId }) => cvmId === 2)) throw new Error("The disk is full.");
        return memory.record(record);
      },
    };
    const attempts = [1, 2, 3].map((cvmId) => update(sampleCvm(cvmId), hex40(cvmId)));
    expect((await persist(store, attempts, OPTIONS, NOW_MS)).map(({ status, reason }) => [status, reason])).toEqual([
      ["updated", null],
      ["error", "store_write_failed"],
      ["updated", null],
    ]);
    expect((await memory.snapshot()).map(({ instanceId }) => instanceId)).toEqual([hex40(1), null, hex40(3)]);
  });

  it("asks a store that is out of reach once, not for each CVM", async () => {
    let asked = 0;
    const store: Pick<CvmStore, "record"> = {
      record: async () => {
        asked += 1;
        throw new StoreError("STORE_OUT_OF_REACH", "The database did not answer.");
      },
    };
    const attempts = [1, 2, 3].map((cvmId) => update(sampleCvm(cvmId), hex40(cvmId)));
    const reasons = (await persist(store, attempts, OPTIONS, NOW_MS)).map(({ reason }) => reason);
    expect({ asked, reasons }).toEqual({ asked: 1, reasons: attempts.map(() => "store_write_failed") });
  });

  it("keeps the answers of CVMs that were not to be written when the stamps can't be", async () => {
    const store: Pick<CvmStore, "record"> = { record: () => Promise.reject(new Error("The disk is full.")) };
    const attempt = skipped(sampleCvm(1));
    expect(await persist(store, [attempt], OPTIONS, NOW_MS)).toEqual([attempt.item]);
  });
});
