import { randomInt } from "node:crypto";
import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-by-lot",
  bug: "Whether a preview tells of a differing id as a conflict or as an update is drawn by lot.",
  changes: changeDecision((item, { facts, options, decide }) =>
    options.dryRun ? decide(facts, { ...options, overwrite: randomInt(2) === 0 }) : item,
  ),
  killedBy: ["same-ids-get-the-same-status"],
});
