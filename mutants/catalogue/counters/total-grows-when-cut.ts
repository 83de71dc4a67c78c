import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-grows-when-cut",
  bug: "Where the limit cuts, `total` counts what was left out of earlier answers too.",
  changes: {
    at: "steps",
    make: ({ toResponseBody }) => {
      let left = 0;
      return {
        toResponseBody: ({ total, items }) => {
          left += total - items.length;
          return toResponseBody({ total: items.length < total ? items.length + left : total, items });
        },
      };
    },
  },
  killedBy: ["limit-is-monotone"],
});
