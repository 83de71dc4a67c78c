import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "difference-reported-as-unchanged",
  bug: "A conflict is reported as unchanged.",
  changes: changeDecision((item) =>
    item.reason === "instance_id_differs" ? { ...item, status: "unchanged", reason: "already_synced" } : item,
  ),
  killedBy: ["unchanged-keeps-the-id"],
});
