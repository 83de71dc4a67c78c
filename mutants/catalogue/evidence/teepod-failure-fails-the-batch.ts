import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "teepod-failure-fails-the-batch",
  bug: "One teepod that fails puts all of a batch in error.",
  changes: {
    at: "steps",
    make: ({ gather }) => ({
      gather: async (sources, cvms, deadline) => {
        const gathered = await gather(sources, cvms, deadline);
        const isFailed = [...gathered.values()].some(
          (evidence) => evidence.kind === "gathered" && evidence.info?.kind === "failed",
        );
        return isFailed ? new Map(Array.from(gathered.keys(), (cvmId) => [cvmId, { kind: "late" }])) : gathered;
      },
    }),
  },
  killedBy: ["split-equals-whole", "naming-equals-scanning", "limit-is-monotone"],
});
