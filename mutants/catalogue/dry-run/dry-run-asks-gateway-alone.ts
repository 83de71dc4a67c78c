import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-asks-gateway-alone",
  bug: "A dry run asks no teepod, only the gateway.",
  changes: changeDecision((item, { options }) => {
    if (!options.dryRun || item.source === "none") return item;
    return item.verifiedWithGateway
      ? { ...item, source: "gateway" }
      : {
          ...item,
          status: "skipped",
          newInstanceId: null,
          source: "none",
          verifiedWithGateway: false,
          reason: "instance_id_not_found",
        };
  }),
  killedBy: ["preview-is-what-happens"],
});
