import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-written",
  bug: "A conflict is reported, and its id replaced all the same.",
  changes: changeDecision((item, { options, write }) => {
    if (!options.dryRun && item.status === "conflict") write(item);
    return item;
  }),
  killedBy: ["conflict-writes-nothing"],
});
