import type { CvmId } from "./cvm-id.ts";

/** The stored instance ids by `cvm_id`, as a state probe tells them. */
export type StoredIds = ReadonlyMap<CvmId, string | null>;

/** What the store has of a CVM beside its instance id. */
export interface StoredFact {
  /** `running`, or any other text where the CVM does not run. */
  readonly status: string;
  readonly workspace: string;
}

/** By `cvm_id`, of every CVM that is stored. */
export type StoredFacts = ReadonlyMap<CvmId, StoredFact>;

/** What a state probe saw at one time. `facts` is null where it tells instance ids alone. */
export interface StoredView {
  readonly ids: StoredIds;
  readonly facts: StoredFacts | null;
}

/** What a state probe told when it was asked last; nothing where there is none, or nobody asked. */
export type StoreTells = "nothing" | "ids" | "facts";

/**
 * What was stored before the first request of a case and after the last one. `facts` has the CVMs of which they were the same both
 * times, and is left out where the state probe tells instance ids alone.
 */
export interface StoredAround {
  readonly before: StoredIds;
  readonly after: StoredIds;
  readonly facts?: StoredFacts;
}

/** What a law is told of the store, of two views of it. */
export const storedAround = (before: StoredView, after: StoredView): StoredAround => {
  const ids = { before: before.ids, after: after.ids };
  if (before.facts === null || after.facts === null) return ids;
  const later = after.facts;
  const facts = new Map(
    [...before.facts].filter(([cvmId, { status, workspace }]) => {
      const fact = later.get(cvmId);
      return fact?.status === status && fact.workspace === workspace;
    }),
  );
  return { ...ids, facts };
};
