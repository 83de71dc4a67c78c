import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-asks-teepod-alone",
  bug: "A dry run takes no id from the gateway.",
  changes: changeDecision((item, { options }) =>
    options.dryRun && item.source === "gateway"
      ? {
          ...item,
          status: "skipped",
          newInstanceId: null,
          source: "none",
          verifiedWithGateway: false,
          reason: "instance_id_not_found",
        }
      : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
