import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-spares-info",
  bug: "A dry run does not ask the teepod's GetInfo.",
  changes: changeDecision((item, { options }) =>
    options.dryRun && item.source === "teepod_info" ? notFound(item) : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
