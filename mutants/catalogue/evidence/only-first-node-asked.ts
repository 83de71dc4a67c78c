import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "only-first-node-asked",
  bug: "Only the first CVM's teepod is asked; CVMs on others are late.",
  changes: {
    at: "steps",
    make: ({ gather }) => ({
      gather: (sources, cvms, deadline) =>
        gather(
          sources,
          cvms.filter(({ teepod }) => teepod === cvms[0]?.teepod),
          deadline,
        ),
    }),
  },
  killedBy: ["order-of-ids-is-irrelevant", "split-equals-whole", "naming-equals-scanning"],
});
