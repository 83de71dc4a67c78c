import { changeDecision } from "../../changes/change-decision.ts";
import { notFound } from "../../changes/not-found.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-asks-teepod-alone",
  bug: "A dry run takes no id from the gateway.",
  changes: changeDecision((item, { options }) => (options.dryRun && item.source === "gateway" ? notFound(item) : item)),
  killedBy: ["preview-is-what-happens"],
});
