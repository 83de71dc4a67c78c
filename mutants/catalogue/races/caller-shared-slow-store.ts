import { setTimeout } from "node:timers/promises";
import type { Caller } from "../../../reference-impl/index.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "caller-shared-slow-store",
  bug: "The caller is kept in a variable of the module: while the store takes its time, a request becomes one of whoever came last.",
  changes: {
    at: "steps",
    make: ({ authenticate, select }) => {
      let current: Caller | null = null;
      return {
        authenticate: (keys, headers) => {
          const caller = authenticate(keys, headers);
          current = caller ?? current;
          return caller;
        },
        select: async (store, caller, options) => {
          await setTimeout(4);
          return select(store, current ?? caller, options);
        },
      };
    },
  },
  killedBy: ["crowded-answers-are-their-own", "requests-at-once-are-kept-apart"],
});
