import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-run-verifies-nothing",
  bug: "A wet run does not have the gateway verify what it found.",
  changes: changeDecision((item, { options }) =>
    options.dryRun || item.source === "gateway" ? item : { ...item, verifiedWithGateway: false },
  ),
  killedBy: ["preview-is-what-happens"],
});
