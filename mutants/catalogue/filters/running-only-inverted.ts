import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-inverted",
  bug: "`running_only` means its opposite.",
  changes: changeOptions((options) => ({ ...options, runningOnly: !options.runningOnly })),
  killedBy: ["running-only-narrows"],
});
