import { setImmediate } from "node:timers/promises";
import type { Caller } from "../../../reference-impl/index.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "caller-in-a-field",
  bug: "The caller is a field of the server: when a request turns to the store a moment later, it becomes one of whoever came last.",
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
          await setImmediate();
          return select(store, current ?? caller, options);
        },
      };
    },
  },
  killedBy: ["crowded-answers-are-their-own"],
});
