import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "gateway-failure-spreads",
  bug: "One gateway that fails makes all of a batch unverifiable.",
  changes: {
    at: "steps",
    make: ({ gather }) => ({
      gather: async (sources, cvms, deadline) => {
        const gathered = await gather(sources, cvms, deadline);
        const failures = [...gathered.values()].flatMap((evidence) =>
          evidence.kind === "gathered" && evidence.gateway.kind === "failed" ? [evidence.gateway] : [],
        );
        const [failure] = failures;
        if (failure === undefined) return gathered;
        return new Map(
          Array.from(gathered, ([cvmId, evidence]) => [
            cvmId,
            evidence.kind === "gathered" ? { ...evidence, gateway: failure } : evidence,
          ]),
        );
      },
    }),
  },
  killedBy: ["split-equals-whole", "naming-equals-scanning", "limit-is-monotone"],
});
