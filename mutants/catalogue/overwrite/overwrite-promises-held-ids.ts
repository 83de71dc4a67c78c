import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-promises-held-ids",
  bug: "With `overwrite`, a dry run promises ids that other CVMs hold.",
  changes: changeDecision((item, { facts, options, decide }) =>
    options.overwrite ? decide({ ...facts, isTaken: false }, options) : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
