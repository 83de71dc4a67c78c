import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "list-through-a-map",
  bug: "The CVMs of a list go through a map that gives them back from another place each time, as Go's do.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let calls = 0;
      return {
        select: async (store, caller, options) => {
          const selection = await select(store, caller, options);
          if (options.cvmIds === null) return selection;
          const { total, entries } = selection;
          calls += 1;
          const start = calls % Math.max(entries.length, 1);
          return { total, entries: [...entries.slice(start), ...entries.slice(0, start)] };
        },
      };
    },
  },
  killedBy: ["answers-are-repeatable"],
});
