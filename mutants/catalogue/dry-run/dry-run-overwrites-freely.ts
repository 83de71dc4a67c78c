import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-overwrites-freely",
  bug: "A dry run shows updates as if `overwrite` were given.",
  changes: changeDecision((item, { facts, options, decide }) =>
    options.dryRun ? decide(facts, { ...options, overwrite: true }) : item,
  ),
  killedBy: ["no-overwrite-without-leave", "preview-is-what-happens"],
});
