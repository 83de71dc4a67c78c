import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-ignored-for-lists",
  bug: "`running_only` is ignored where CVMs are named.",
  changes: changeOptions((options) => (options.cvmIds === null ? options : { ...options, runningOnly: false })),
  killedBy: ["filters-hold-for-named-cvms"],
});
