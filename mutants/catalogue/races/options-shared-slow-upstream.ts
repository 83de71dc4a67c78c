import { setTimeout } from "node:timers/promises";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "options-shared-slow-upstream",
  bug: "The options are kept in a variable of the module: while the upstreams take their time, `overwrite` becomes that of whoever came last.",
  changes: {
    at: "steps",
    make: ({ decide, gather, toRefreshOptions }) => {
      let isOverwriting = false;
      return {
        toRefreshOptions: (request) => {
          const options = toRefreshOptions(request);
          isOverwriting = options.overwrite;
          return options;
        },
        gather: async (...asked) => {
          await setTimeout(4);
          return gather(...asked);
        },
        decide: (facts, options) => decide(facts, { ...options, overwrite: isOverwriting }),
      };
    },
  },
  killedBy: ["requests-at-once-are-kept-apart"],
});
