import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-writes-past-limit",
  bug: "A scan that writes writes all that it selects, and its answer shows as many as the limit allows.",
  changes: processUnseen(({ options }) =>
    options.cvmIds === null && !options.dryRun ? { options: { ...options, limit: 500 } } : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
