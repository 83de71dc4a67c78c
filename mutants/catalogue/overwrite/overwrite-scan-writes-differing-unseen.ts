import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-scan-writes-differing-unseen",
  bug: "A scan with `missing_only` and `overwrite` replaces differing ids, too, and does not show them.",
  changes: processUnseen(({ options }) =>
    options.cvmIds === null && options.overwrite && options.missingOnly && !options.dryRun
      ? { options: { ...options, missingOnly: false, limit: 500 } }
      : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
