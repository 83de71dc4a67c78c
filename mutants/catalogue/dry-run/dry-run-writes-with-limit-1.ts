import { changeOptions } from "../../changes/change-options.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-with-limit-1",
  bug: "A dry run of a single CVM writes.",
  changes: changeOptions((options) => ({ ...options, dryRun: options.dryRun && options.limit !== 1 })),
  killedBy: ["dry-run-writes-nothing"],
});
