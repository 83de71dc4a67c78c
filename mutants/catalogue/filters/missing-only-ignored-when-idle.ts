import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-ignored-when-idle",
  bug: "`missing_only` is ignored where `running_only` is false.",
  changes: changeOptions((options) => ({ ...options, missingOnly: options.missingOnly && options.runningOnly })),
  killedBy: ["missing-only-means-missing"],
});
