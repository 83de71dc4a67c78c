import { setImmediate } from "node:timers/promises";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "counters-shared-by-requests",
  bug: "The counter of updates is set back by each request as it begins, and counts those of all that are under way.",
  changes: {
    at: "steps",
    make: ({ gather, decide, toResponseBody }) => {
      let updated = 0;
      return {
        gather: async (sources, cvms, deadline) => {
          updated = 0;
          await setImmediate();
          return gather(sources, cvms, deadline);
        },
        decide: (facts, options) => {
          const item = decide(facts, options);
          if (item.status === "updated") updated += 1;
          return item;
        },
        toResponseBody: (report) => {
          const body = toResponseBody(report);
          return { ...body, updated: report.items.length === 0 ? body.updated : updated };
        },
      };
    },
  },
  killedBy: ["crowded-answers-are-their-own"],
});
