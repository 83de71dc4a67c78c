import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-asks-gateway-alone",
  bug: "A dry run asks no teepod, only the gateway.",
  changes: changeDecision((item, { options }) => {
    if (!options.dryRun || item.source === "none") return item;
    return item.verifiedWithGateway ? { ...item, source: "gateway" } : notFound(item);
  }),
  killedBy: ["preview-is-what-happens"],
});
