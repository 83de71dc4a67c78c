import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-run-skips-gateway",
  bug: "A wet run takes no id from the gateway, although a dry run promises it.",
  changes: changeDecision((item, { options }) =>
    !options.dryRun && item.source === "gateway" && item.status === "updated"
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
  killedBy: ["small-limits-drain"],
});
