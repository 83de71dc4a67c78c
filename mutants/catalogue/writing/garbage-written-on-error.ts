import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "garbage-written-on-error",
  bug: "A CVM is in error because of a garbage id, which is written all the same.",
  changes: {
    at: "steps",
    make: ({ decide }, store) => ({
      decide: (facts, options) => {
        const item = decide(facts, options);
        if (item.reason === "invalid_instance_id" && !options.dryRun) {
          const { cvmId, instanceId } = facts.cvm;
          const write = { cvmId, expected: instanceId, next: `garbage-of-${cvmId}` };
          void store.record({ atMs: 0, attempted: [], writes: [write] });
        }
        return item;
      },
    }),
  },
  killedBy: ["error-writes-nothing"],
});
