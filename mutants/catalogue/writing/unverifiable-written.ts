import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unverifiable-written",
  bug: "A CVM is skipped because its gateway fails, and its candidate written all the same.",
  changes: {
    at: "steps",
    make: ({ weigh }, store) => ({
      weigh: (cvm, evidence, isHeldByOther) => {
        const finding = weigh(cvm, evidence, isHeldByOther);
        const told = evidence.kind === "gathered" && evidence.state.kind === "answered" ? evidence.state.value : null;
        if (finding.kind === "unverifiable" && told?.kind === "id") {
          const write = { cvmId: cvm.cvmId, expected: cvm.instanceId, next: told.instanceId };
          void store.record({ atMs: 0, attempted: [], writes: [write] });
        }
        return finding;
      },
    }),
  },
  killedBy: ["skipped-writes-nothing"],
});
