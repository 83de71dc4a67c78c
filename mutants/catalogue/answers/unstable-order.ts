import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unstable-order",
  bug: "Items come in another order each time.",
  changes: {
    at: "steps",
    make: ({ toResponseBody }) => {
      let turn = 0;
      return {
        toResponseBody: ({ total, items }) => {
          turn += 1;
          const start = turn % Math.max(1, items.length);
          return toResponseBody({ total, items: [...items.slice(start), ...items.slice(0, start)] });
        },
      };
    },
  },
  killedBy: ["answers-are-repeatable"],
});
