import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-from-gateway",
  bug: "A dry run writes ids that the gateway told.",
  changes: changeDecision((item, { options, write }) => {
    if (options.dryRun && item.status === "updated" && item.source === "gateway") write(item);
    return item;
  }),
  killedBy: ["dry-run-writes-nothing"],
});
