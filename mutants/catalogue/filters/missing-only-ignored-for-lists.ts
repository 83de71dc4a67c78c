import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "missing-only-ignored-for-lists",
  bug: "`missing_only` is ignored where CVMs are named.",
  changes: changeOptions((options) => (options.cvmIds === null ? options : { ...options, missingOnly: false })),
  killedBy: ["missing-only-means-missing"],
});
