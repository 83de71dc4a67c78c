import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-conflicts",
  bug: "A dry run replaces the ids that it calls conflicts.",
  changes: changeDecision((item, { options, write }) => {
    if (options.dryRun && item.status === "conflict") write(item);
    return item;
  }),
  killedBy: ["dry-run-writes-nothing"],
});
