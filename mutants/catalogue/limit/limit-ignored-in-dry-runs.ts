import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-ignored-in-dry-runs",
  bug: "The limit is ignored in a dry run of a scan.",
  changes: changeOptions((options) =>
    options.dryRun && options.cvmIds === null ? { ...options, limit: 500 } : options,
  ),
  killedBy: ["scanned-within-limit"],
});
