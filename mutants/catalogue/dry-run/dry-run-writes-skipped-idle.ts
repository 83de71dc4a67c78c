import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-skipped-idle",
  bug: "A preview of a list writes the CVMs that it skips because they do not run.",
  changes: processUnseen(({ options }) =>
    options.cvmIds !== null && options.runningOnly && options.dryRun
      ? { options: { ...options, runningOnly: false } }
      : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
