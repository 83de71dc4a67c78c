import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "error-clears-the-id",
  bug: "A CVM in error loses the id that it had.",
  changes: {
    at: "steps",
    make: ({ decide }, store) => ({
      decide: (facts, options) => {
        const item = decide(facts, options);
        const { cvmId, instanceId } = facts.cvm;
        if (item.status === "error" && instanceId !== null && !options.dryRun)
          void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected: instanceId, next: "" }] });
        return item;
      },
    }),
  },
  killedBy: ["error-writes-nothing"],
});
