import { randomBytes } from "node:crypto";
import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "id-drawn-in-dry-runs",
  bug: "A preview tells of an id drawn at random, in place of the one that a source tells.",
  changes: changeDecision((item, { facts, options, decide }) =>
    options.dryRun && facts.finding.kind === "found"
      ? decide({ ...facts, finding: { ...facts.finding, instanceId: randomBytes(20).toString("hex") } }, options)
      : item,
  ),
  killedBy: ["ids-come-again"],
});
