import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-run-prefers-the-gateway",
  bug: "A wet run takes an id from the gateway where it can, a dry run from the teepod.",
  changes: changeDecision((item, { options }) =>
    !options.dryRun && item.verifiedWithGateway ? { ...item, source: "gateway" } : item,
  ),
  killedBy: ["preview-is-what-happens"],
});
