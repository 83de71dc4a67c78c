import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-run-skips-info",
  bug: "A wet run does not ask GetInfo, although a dry run promises what it says.",
  changes: changeDecision((item, { options }) =>
    !options.dryRun && item.source === "teepod_info" && item.status === "updated" ? notFound(item) : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
