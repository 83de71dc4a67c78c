import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-written-from-info",
  bug: "A conflict with what `GetInfo` told is reported, and its id replaced all the same.",
  changes: changeDecision((item, { options, write }) => {
    if (!options.dryRun && item.status === "conflict" && item.source === "teepod_info") write(item);
    return item;
  }),
  killedBy: ["conflict-writes-nothing"],
});
