import type { CvmStore, RefreshItem, RefreshOptions, Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** What a decision was made on. `decide` decides anew, on other facts or options; `write` stores an id at once, behind everyone's back. */
export interface DecisionFacts {
  readonly facts: Parameters<Seams["decide"]>[0];
  readonly options: RefreshOptions;
  readonly decide: Seams["decide"];
  readonly write: (item: RefreshItem) => void;
}

const writer =
  (store: CvmStore) =>
  ({ cvmId, oldInstanceId, newInstanceId }: RefreshItem): void => {
    if (newInstanceId !== null)
      void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected: oldInstanceId, next: newInstanceId }] });
  };

/** Decides otherwise what becomes of a CVM. */
export const changeDecision = (change: (item: RefreshItem, facts: DecisionFacts) => RefreshItem): MutantChange => ({
  at: "steps",
  make: ({ decide }, store) => ({
    decide: (facts, options) => change(decide(facts, options), { facts, options, decide, write: writer(store) }),
  }),
});
