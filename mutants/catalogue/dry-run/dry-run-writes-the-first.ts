import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-the-first",
  bug: "A dry run writes the first update.",
  changes: {
    at: "steps",
    make: ({ select, decide }, store) => {
      let isFirst = false;
      return {
        select: (...args) => {
          isFirst = true;
          return select(...args);
        },
        decide: (facts, options) => {
          const item = decide(facts, options);
          if (isFirst && options.dryRun && item.status === "updated" && item.newInstanceId !== null) {
            isFirst = false;
            const write = { cvmId: item.cvmId, expected: item.oldInstanceId, next: item.newInstanceId };
            void store.record({ atMs: 0, attempted: [], writes: [write] });
          }
          return item;
        },
      };
    },
  },
  killedBy: ["dry-run-writes-nothing"],
});
