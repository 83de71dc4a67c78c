import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-with-overwrite",
  bug: "A dry run with `overwrite` writes.",
  changes: changeOptions((options) => ({ ...options, dryRun: options.dryRun && !options.overwrite })),
  killedBy: ["dry-run-writes-nothing"],
});
