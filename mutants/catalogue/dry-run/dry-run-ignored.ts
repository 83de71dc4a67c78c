import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-ignored",
  bug: "A dry run writes.",
  changes: changeOptions((options) => ({ ...options, dryRun: false })),
  killedBy: ["dry-run-writes-nothing"],
});
