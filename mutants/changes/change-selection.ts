import type { Caller, CvmStore, RefreshOptions, Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** What a request is about: `total` of all, and the first `limit` entries. */
export type Selection = Awaited<ReturnType<Seams["select"]>>;

/** What a selection was made for. `select` selects anew, for other options or another caller. */
export interface SelectionFacts {
  readonly caller: Caller;
  readonly options: RefreshOptions;
  readonly select: (caller: Caller, options: RefreshOptions) => Promise<Selection>;
  readonly store: CvmStore;
}

/** Selects other CVMs than a request is about. */
export const changeSelection = (
  change: (selection: Selection, facts: SelectionFacts) => Selection | Promise<Selection>,
): MutantChange => ({
  at: "steps",
  make: (own, store) => ({
    select: async (selected, caller, options) =>
      change(await own.select(selected, caller, options), {
        caller,
        options,
        select: (otherCaller, otherOptions) => own.select(selected, otherCaller, otherOptions),
        store,
      }),
  }),
});
