import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-ignored-in-wet-lists",
  bug: "`running_only` is ignored for named CVMs, save in a dry run.",
  changes: changeOptions((options) => ({
    ...options,
    runningOnly: options.runningOnly && (options.dryRun || options.cvmIds === null),
  })),
  killedBy: ["preview-is-what-happens"],
});
