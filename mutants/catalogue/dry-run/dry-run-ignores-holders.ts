import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-ignores-holders",
  bug: "A dry run promises ids that other CVMs hold.",
  changes: changeDecision((item, { facts, options, decide }) =>
    options.dryRun ? decide({ ...facts, isTaken: false }, options) : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
