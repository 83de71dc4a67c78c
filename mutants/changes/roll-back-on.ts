import type { RefreshItem, RefreshOptions } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** Reports what was decided, and writes nothing of it where one of the items is as `when` says. */
export const rollBackOn = (when: (item: RefreshItem, options: RefreshOptions) => boolean): MutantChange => ({
  at: "steps",
  make: ({ persist }) => ({
    persist: async (store, attempts, options, nowMs) =>
      attempts.some(({ item }) => when(item, options))
        ? attempts.map(({ item }) => item)
        : persist(store, attempts, options, nowMs),
  }),
});
