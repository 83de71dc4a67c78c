import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-ignored",
  bug: "`running_only` makes no difference: whatever does not run is processed too.",
  changes: changeOptions((options) => ({ ...options, runningOnly: false })),
  killedBy: ["running-only-heeds-the-store", "scan-totals-match-the-store"],
});
