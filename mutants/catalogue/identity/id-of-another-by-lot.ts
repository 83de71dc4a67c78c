import { randomInt } from "node:crypto";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-of-another-by-lot",
  bug: "The id that is told of a CVM is, by lot, that of any CVM for which one was found before.",
  changes: {
    at: "steps",
    make: ({ weigh }) => {
      const known = new Map<number, string>();
      return {
        weigh: (cvm, evidence, isHeldByOther) => {
          const finding = weigh(cvm, evidence, isHeldByOther);
          if (finding.kind !== "found") return finding;
          known.set(cvm.cvmId, finding.instanceId);
          return { ...finding, instanceId: [...known.values()][randomInt(known.size)] ?? finding.instanceId };
        },
      };
    },
  },
  killedBy: ["ids-come-again"],
});
