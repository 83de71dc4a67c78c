import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "upstream-failure-crashes",
  bug: "One teepod that fails makes the whole answer a server error.",
  changes: {
    at: "steps",
    make: ({ gather }) => ({
      gather: async (sources, cvms, deadline) => {
        const gathered = await gather(sources, cvms, deadline);
        for (const evidence of gathered.values())
          if (evidence.kind === "gathered" && evidence.info?.kind === "failed") throw new Error(evidence.info.why);
        return gathered;
      },
    }),
  },
  killedBy: ["never-a-server-error"],
});
