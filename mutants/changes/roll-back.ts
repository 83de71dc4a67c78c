import type { RefreshOptions } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import type { Selection } from "./change-selection.ts";

/** Reports what was decided, and writes nothing of it. */
export const rollBack = (when: (options: RefreshOptions, selection: Selection) => boolean): MutantChange => ({
  at: "steps",
  make: ({ select, persist }) => {
    const lost = new WeakSet<object>();
    return {
      select: async (store, caller, options) => {
        const selection = await select(store, caller, options);
        if (when(options, selection)) lost.add(options);
        return selection;
      },
      persist: async (store, attempts, options, nowMs) =>
        lost.has(options) ? attempts.map(({ item }) => item) : persist(store, attempts, options, nowMs),
    };
  },
});
