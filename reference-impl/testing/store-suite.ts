import { expect, it } from "vitest";
import type { Cvm } from "../fleet/fleet.ts";
import type { CvmKeys, CvmStore } from "../stores/cvm-store.ts";
import { hex40, sampleCvm, uuid } from "./sample-cvm.ts";

const APP = hex40(0xabc);

const CVMS: readonly Cvm[] = [
  sampleCvm(5, { lastAttemptAtMs: 50 }),
  sampleCvm(1, { name: "web" }),
  sampleCvm(2, { status: "stopped", instanceId: hex40(2) }),
  sampleCvm(3, { instanceId: hex40(3), appId: APP, lastAttemptAtMs: 40 }),
  sampleCvm(4, { appId: APP, name: 'it\'s 100% "odd"', noInstanceId: true }),
  sampleCvm(6, { workspaceId: "away", name: "web", instanceId: hex40(6) }),
];

const NO_KEYS: CvmKeys = { cvmIds: [], vmUuids: [], appIds: [], instanceIds: [], names: [] };

/** What every store promises; `open` gives a new one that starts with `cvms`. */
export const storeSuite = (open: (cvms: readonly Cvm[]) => Promise<CvmStore>): void => {
  const withStore =
    (test: (store: CvmStore) => Promise<void>, cvms: readonly Cvm[] = CVMS) =>
    async () => {
      const store = await open(cvms);
      try {
        await test(store);
      } finally {
        await store.close();
      }
    };

  const idsOf = (cvms: readonly Cvm[]): readonly number[] => cvms.map(({ cvmId }) => cvmId);
  const instanceIds = async (store: CvmStore) => (await store.snapshot()).map(({ instanceId }) => instanceId);

  const scanned = async (
    store: CvmStore,
    filters: { runningOnly?: boolean; missingOnly?: boolean; limit?: number },
  ) => {
    const query = { workspaceId: "home", runningOnly: false, missingOnly: false, limit: 100, ...filters };
    const { total, cvms } = await store.scan(query);
    return [total, ...idsOf(cvms)];
  };

  const found = async (store: CvmStore, keys: Partial<CvmKeys>, workspaceId: string | null = null) =>
    idsOf(await store.find({ ...NO_KEYS, ...keys }, workspaceId)).toSorted();

  it(
    "keeps every field of every CVM",
    withStore(async (store) => {
      expect(await store.snapshot()).toEqual(CVMS.toSorted((a, b) => a.cvmId - b.cvmId));
    }),
  );

  it(
    "scans a workspace, those never attempted first, then the least recently attempted, then by number",
    withStore(async (store) => {
      expect(await scanned(store, {})).toEqual([5, 1, 2, 4, 3, 5]);
      expect(await scanned(store, { runningOnly: true })).toEqual([4, 1, 4, 3, 5]);
      expect(await scanned(store, { missingOnly: true })).toEqual([3, 1, 4, 5]);
      expect(await scanned(store, { limit: 2 })).toEqual([5, 1, 2]);
      expect(
        (await store.scan({ workspaceId: "nobody's", runningOnly: true, missingOnly: true, limit: 1 })).total,
      ).toBe(0);
    }),
  );

  it(
    "finds CVMs by each key, and each once",
    withStore(async (store) => {
      expect(await found(store, { cvmIds: [1, 99] })).toEqual([1]);
      expect(await found(store, { vmUuids: [uuid(2), uuid(99)] })).toEqual([2]);
      expect(await found(store, { appIds: [APP] })).toEqual([3, 4]);
      expect(await found(store, { instanceIds: [hex40(6), hex40(99)] })).toEqual([6]);
      expect(await found(store, { names: ['it\'s 100% "odd"'] })).toEqual([4]);
      expect(await found(store, { cvmIds: [3, 3], appIds: [APP], instanceIds: [hex40(3)] })).toEqual([3, 4]);
      expect(await found(store, {})).toEqual([]);
    }),
  );

  it(
    "finds only what is in the workspace, where one is given",
    withStore(async (store) => {
      expect(await found(store, { names: ["web"] })).toEqual([1, 6]);
      expect(await found(store, { names: ["web"] }, "home")).toEqual([1]);
      expect(await found(store, { cvmIds: [6], instanceIds: [hex40(6)] }, "home")).toEqual([]);
    }),
  );

  it(
    "takes long lists of keys",
    withStore(async (store) => {
      const cvmIds = Array.from({ length: 40_000 }, (_, index) => index + 1);
      expect(await found(store, { cvmIds, names: cvmIds.map(String) })).toEqual([1, 2, 3, 4, 5, 6]);
    }),
  );

  it(
    "tells who holds an instance id, in any workspace",
    withStore(async (store) => {
      expect(await store.holders([hex40(2), hex40(6), hex40(99)])).toEqual(
        new Map([
          [hex40(2), 2],
          [hex40(6), 6],
        ]),
      );
      expect(await store.holders([])).toEqual(new Map());
    }),
  );

  it(
    "writes an id only where the CVM still holds what was expected and nobody else holds the new one",
    withStore(async (store) => {
      const outcomes = await store.record({
        atMs: 1_000,
        attempted: [],
        writes: [
          { cvmId: 1, expected: null, next: hex40(11) },
          { cvmId: 2, expected: null, next: hex40(12) },
          { cvmId: 3, expected: hex40(3), next: hex40(13) },
          { cvmId: 4, expected: hex40(4), next: hex40(14) },
          { cvmId: 5, expected: null, next: hex40(6) },
          { cvmId: 99, expected: null, next: hex40(99) },
        ],
      });
      expect(outcomes).toEqual(
        new Map<number, unknown>([
          [1, { kind: "written" }],
          [2, { kind: "superseded", instanceId: hex40(2) }],
          [3, { kind: "written" }],
          [4, { kind: "superseded", instanceId: null }],
          [5, { kind: "taken" }],
          [99, { kind: "gone" }],
        ]),
      );
      expect(await instanceIds(store)).toEqual([hex40(11), hex40(2), hex40(13), null, null, hex40(6)]);
      expect(await store.holders([hex40(3), hex40(11)])).toEqual(new Map([[hex40(11), 1]]));
    }),
  );

  it(
    "lets a CVM keep the id that it holds",
    withStore(async (store) => {
      const writes = [{ cvmId: 2, expected: hex40(2), next: hex40(2) }];
      expect((await store.record({ atMs: 1_000, attempted: [], writes })).get(2)).toEqual({ kind: "written" });
      expect(await store.holders([hex40(2)])).toEqual(new Map([[hex40(2), 2]]));
    }),
  );

  it(
    "lets an id that was given up be taken",
    withStore(async (store) => {
      const writes = [
        { cvmId: 3, expected: hex40(3), next: hex40(13) },
        { cvmId: 1, expected: null, next: hex40(3) },
      ];
      const outcomes = await store.record({ atMs: 1_000, attempted: [], writes });
      expect([...outcomes.values()]).toEqual([{ kind: "written" }, { kind: "written" }]);
    }),
  );

  it(
    "lets one of several writers win",
    withStore(async (store) => {
      const writers = [21, 22, 23, 24].map((next) =>
        store.record({ atMs: 1_000, attempted: [1], writes: [{ cvmId: 1, expected: null, next: hex40(next) }] }),
      );
      const kinds = (await Promise.all(writers)).map((outcomes) => outcomes.get(1)?.kind);
      expect(kinds.toSorted()).toEqual(["superseded", "superseded", "superseded", "written"]);
    }),
  );

  it(
    "stamps what was tried, later than anything before, whatever the clock says",
    withStore(async (store) => {
      const stampsAfter = async (atMs: number, attempted: readonly number[]) => {
        await store.record({ atMs, attempted, writes: [] });
        return (await store.snapshot()).map(({ lastAttemptAtMs }) => lastAttemptAtMs);
      };
      expect(await stampsAfter(1_000, [1, 2])).toEqual([1_000, 1_000, 40, null, 50, null]);
      expect(await stampsAfter(1_000, [3, 5])).toEqual([1_000, 1_000, 1_001, null, 1_001, null]);
      expect(await stampsAfter(7, [4])).toEqual([1_000, 1_000, 1_001, 1_002, 1_001, null]);
      expect(await scanned(store, {})).toEqual([5, 1, 2, 3, 5, 4]);
    }),
  );

  it(
    "gives what a snapshot held, whatever is written after",
    withStore(async (store) => {
      const before = await store.snapshot();
      await store.record({ atMs: 1_000, attempted: [1], writes: [{ cvmId: 1, expected: null, next: hex40(11) }] });
      expect(before[0]).toMatchObject({ instanceId: null, lastAttemptAtMs: null });
    }),
  );

  it(
    "restores a fleet with other ids",
    withStore(async (store) => {
      await store.record({ atMs: 1_000, attempted: [1], writes: [{ cvmId: 1, expected: null, next: hex40(11) }] });
      await store.restore(
        CVMS,
        new Map([
          [2, null],
          [4, hex40(2)],
        ]),
      );
      expect(await instanceIds(store)).toEqual([null, null, hex40(3), hex40(2), null, hex40(6)]);
      expect((await store.snapshot())[0]).toEqual(CVMS[1]);
      expect(await scanned(store, {})).toEqual([5, 1, 2, 4, 3, 5]);
    }),
  );

  it.each([
    ["an id twice", new Map([[1, hex40(2)]]), "STORE_DUPLICATE"],
    ["an unknown CVM", new Map([[99, null]]), "STORE_UNKNOWN_CVM"],
  ])("restores nothing where it is given %s", async (_, overrides, code) => {
    await withStore(async (store) => {
      await store.record({ atMs: 1_000, attempted: [1], writes: [] });
      const before = await store.snapshot();
      await expect(store.restore(CVMS, overrides)).rejects.toMatchObject({ code });
      expect(await store.snapshot()).toEqual(before);
    })();
  });
};
