import type { CvmStore } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** What a wet run leaves in the store. */
export type AttemptRecord = Parameters<CvmStore["record"]>[0];

/** Replaces methods of the store. */
export const changeStore = (change: (own: CvmStore) => Partial<CvmStore>): MutantChange => ({
  at: "store",
  make: (own) => ({ ...own, ...change(own) }),
});

/** Keeps something else than was to be written, and says of every write that it was kept. */
export const changeRecord = (change: (record: AttemptRecord) => AttemptRecord): MutantChange =>
  changeStore((own) => ({
    record: async (record) => {
      await own.record(change(record));
      return new Map(record.writes.map(({ cvmId }) => [cvmId, { kind: "written" }]));
    },
  }));
