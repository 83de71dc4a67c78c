import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-ignored",
  bug: "`missing_only` is ignored.",
  changes: changeOptions((options) => ({ ...options, missingOnly: false })),
  killedBy: ["missing-only-means-missing"],
});
