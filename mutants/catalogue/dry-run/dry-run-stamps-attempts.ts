import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-stamps-attempts",
  bug: "A dry run counts as an attempt, so that the next scan starts elsewhere.",
  changes: {
    at: "steps",
    make: ({ decide }, store) => ({
      decide: (facts, options) => {
        if (options.dryRun) void store.record({ atMs: 0, attempted: [facts.cvm.cvmId], writes: [] });
        return decide(facts, options);
      },
    }),
  },
  killedBy: ["answers-are-repeatable"],
});
