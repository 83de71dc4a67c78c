import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-ignored-with-overwrite",
  bug: "With `overwrite`, `missing_only` is ignored.",
  changes: changeOptions((options) => ({ ...options, missingOnly: options.missingOnly && !options.overwrite })),
  killedBy: ["missing-only-means-missing"],
});
