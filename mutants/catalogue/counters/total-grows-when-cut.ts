import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-grows-when-cut",
  bug: "Where the limit cuts a scan, `total` counts what it left out of earlier ones too.",
  changes: {
    at: "steps",
    make: ({ select }) => {
      let left = 0;
      return {
        select: async (store, caller, options) => {
          const { total, entries } = await select(store, caller, options);
          if (options.cvmIds !== null || entries.length === total) return { total, entries };
          left += total - entries.length;
          return { total: entries.length + left, entries };
        },
      };
    },
  },
  killedBy: ["limit-is-monotone"],
});
