import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "list-writes-past-limit",
  bug: "A list that is written is written to its end, and the answer shows as many as the limit allows.",
  changes: processUnseen(({ options }) =>
    options.cvmIds !== null && !options.dryRun ? { options: { ...options, limit: 500 } } : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
