import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-named-cvms",
  bug: "A dry run writes where CVMs are named.",
  changes: changeOptions((options) => ({ ...options, dryRun: options.dryRun && options.cvmIds === null })),
  killedBy: ["dry-run-writes-nothing"],
});
