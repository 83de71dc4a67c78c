import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-promises-nothing",
  bug: "A dry run skips what the wet run updates.",
  changes: changeDecision((item, { options }) =>
    options.dryRun && item.status === "updated"
      ? { ...item, status: "skipped", reason: "instance_id_not_found" }
      : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
