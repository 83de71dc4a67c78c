import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-over-999-ids",
  bug: "A list of more than 999 names has more variables than a statement can have: a server error.",
  changes: {
    at: "steps",
    make: ({ select }) => ({
      select: async (store, caller, options) => {
        if (new Set(options.cvmIds).size > 999) throw new Error("too many SQL variables");
        return select(store, caller, options);
      },
    }),
  },
  killedBy: ["never-a-server-error"],
});
