import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-writes-idle-unseen",
  bug: "A scan with `running_only` writes CVMs that do not run, too, and does not show them.",
  changes: processUnseen(({ options }) =>
    options.cvmIds === null && options.runningOnly && !options.dryRun
      ? { options: { ...options, runningOnly: false, limit: 500 } }
      : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
