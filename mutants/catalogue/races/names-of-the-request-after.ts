import { setImmediate } from "node:timers/promises";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "names-of-the-request-after",
  bug: "The names of a request are put into an array that all requests share, and read from it a moment later.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let names: readonly string[] | null = null;
      return {
        select: async (store, caller, options) => {
          names = options.cvmIds;
          await setImmediate();
          return select(store, caller, { ...options, cvmIds: names });
        },
      };
    },
  },
  killedBy: ["crowded-answers-are-their-own"],
});
