import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-without-gateway",
  bug: "A scan takes no id from the gateway.",
  changes: changeDecision((item, { options }) =>
    options.cvmIds === null && item.source === "gateway"
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
  killedBy: ["naming-equals-scanning"],
});
