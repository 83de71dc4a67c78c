import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-asked-of-first-node-alone",
  bug: "`Status` is asked of the first CVM's teepod alone.",
  changes: {
    at: "steps",
    make: ({ gather }) => ({
      gather: (sources, cvms, deadline) =>
        gather(
          {
            ...sources,
            teepodState: async (teepod, vmUuids) =>
              teepod === cvms[0]?.teepod
                ? sources.teepodState(teepod, vmUuids)
                : { kind: "answered", value: new Map() },
          },
          cvms,
          deadline,
        ),
    }),
  },
  killedBy: ["order-of-ids-is-irrelevant", "split-equals-whole", "naming-equals-scanning"],
});
