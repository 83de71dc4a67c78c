import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-verifies-nothing",
  bug: "A dry run does not ask the gateway.",
  changes: changeDecision((item, { options }) => (options.dryRun ? { ...item, verifiedWithGateway: false } : item)),
  killedBy: ["preview-is-what-happens"],
});
