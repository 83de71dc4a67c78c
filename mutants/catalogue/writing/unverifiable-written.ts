import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unverifiable-written",
  bug: "A CVM is skipped because its gateway fails, and its candidate written all the same.",
  changes: {
    at: "steps",
    make: ({ weigh, decide }, store) => {
      const candidates = new WeakMap<object, string>();
      return {
        weigh: (cvm, evidence, isHeldByOther) => {
          const finding = weigh(cvm, evidence, isHeldByOther);
          const told = evidence.kind === "gathered" && evidence.state.kind === "answered" ? evidence.state.value : null;
          if (finding.kind === "unverifiable" && told?.kind === "id") candidates.set(finding, told.instanceId);
          return finding;
        },
        decide: (facts, options) => {
          const { cvmId, instanceId: expected } = facts.cvm;
          const next = candidates.get(facts.finding);
          if (next !== undefined && !options.dryRun)
            void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected, next }] });
          return decide(facts, options);
        },
      };
    },
  },
  killedBy: ["skipped-writes-nothing"],
});
