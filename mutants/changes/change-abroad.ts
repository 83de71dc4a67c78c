import type { Caller, Cvm, CvmStore, RefreshOptions, Seams } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Whether a CVM lies outside the workspace of the admin whose request it was selected for. */
export type IsAbroad = (cvm: Cvm, options: RefreshOptions) => boolean;

/** Replaces steps of a refresh, which are told what an admin reaches into another workspace for. */
export const changeAbroad = (
  change: (own: Seams, isAbroad: IsAbroad, store: CvmStore) => Partial<Omit<Seams, "select">>,
): MutantChange => ({
  at: "steps",
  make: (own, store) => {
    const callers = new WeakMap<RefreshOptions, Caller>();
    const isAbroad: IsAbroad = (cvm, options) => {
      const caller = callers.get(options);
      return caller?.isAdmin === true && caller.workspaceId !== cvm.workspaceId;
    };
    return {
      ...change(own, isAbroad, store),
      select: (selected, caller, options) => {
        callers.set(options, caller);
        return own.select(selected, caller, options);
      },
    };
  },
});
