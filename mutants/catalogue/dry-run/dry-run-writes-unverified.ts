import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-writes-unverified",
  bug: "A dry run writes ids that the gateway does not list.",
  changes: changeDecision((item, { options, write }) => {
    if (options.dryRun && item.status === "updated" && !item.verifiedWithGateway) write(item);
    return item;
  }),
  killedBy: ["dry-run-writes-nothing"],
});
