import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-alternates",
  bug: "What is unchanged is told as skipped in every other answer.",
  changes: {
    at: "steps",
    make: ({ toResponseBody }) => {
      let isOdd = false;
      return {
        toResponseBody: ({ total, items }) => {
          isOdd = !isOdd;
          return toResponseBody({
            total,
            items: items.map((item) => (isOdd && item.status === "unchanged" ? { ...item, status: "skipped" } : item)),
          });
        },
      };
    },
  },
  killedBy: ["answers-are-repeatable"],
});
