import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-without-info",
  bug: "A scan takes no id from `GetInfo`.",
  changes: changeDecision((item, { options }) =>
    options.cvmIds === null && item.source === "teepod_info"
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
