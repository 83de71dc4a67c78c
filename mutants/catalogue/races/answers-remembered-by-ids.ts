import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "answers-remembered-by-ids",
  bug: "Who names the same CVMs as the request before gets its answer, whatever else is asked.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let last: { readonly named: string; readonly selection: ReturnType<typeof select> } | null = null;
      return {
        select: (store, caller, options) => {
          const named = JSON.stringify([caller.name, options.cvmIds]);
          if (last?.named !== named) last = { named, selection: select(store, caller, options) };
          return last.selection;
        },
      };
    },
  },
  killedBy: ["missing-only-means-missing", "scanned-within-limit"],
});
