import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "skipped-written",
  bug: "A CVM that `missing_only` skips is written all the same.",
  changes: {
    at: "steps",
    make: ({ select }, store) => ({
      select: async (...args) => {
        const selection = await select(...args);
        const [, , options] = args;
        for (const entry of selection.entries)
          if (entry.kind === "filtered" && entry.reason === "already_has_instance_id" && !options.dryRun) {
            const { cvmId, instanceId } = entry.cvm;
            const next = (instanceId ?? "").replace(/.$/, (last) => (last === "0" ? "1" : "0"));
            void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected: instanceId, next }] });
          }
        return selection;
      },
    }),
  },
  killedBy: ["skipped-writes-nothing"],
});
