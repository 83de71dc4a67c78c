import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-inverted",
  bug: "`missing_only` means its opposite.",
  changes: changeOptions((options) => ({ ...options, missingOnly: !options.missingOnly })),
  killedBy: ["missing-only-means-missing", "missing-only-narrows"],
});
