import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-always-on-from-info",
  bug: "An id that `GetInfo` told always replaces a different one.",
  changes: changeDecision((item, { facts, options, decide }) =>
    item.source === "teepod_info" ? decide(facts, { ...options, overwrite: true }) : item,
  ),
  killedBy: ["no-overwrite-without-leave"],
});
