import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-list-writes-unseen",
  bug: "A list without members is answered with nothing, and the whole scan is written.",
  changes: processUnseen(({ options }) =>
    options.cvmIds?.length === 0 && !options.dryRun ? { options: { ...options, cvmIds: null, limit: 500 } } : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
