import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-needs-missing-only",
  bug: "Without `missing_only`, `running_only` means its opposite.",
  changes: changeOptions((options) => ({
    ...options,
    runningOnly: options.missingOnly ? options.runningOnly : !options.runningOnly,
  })),
  killedBy: ["running-only-narrows"],
});
