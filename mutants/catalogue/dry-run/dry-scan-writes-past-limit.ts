import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-scan-writes-past-limit",
  bug: "A preview of a scan with a limit below 100 writes what lies beyond it.",
  changes: processUnseen(({ options }) =>
    options.cvmIds === null && options.dryRun && options.limit < 100 ? { options: { ...options, limit: 500 } } : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
