import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unchanged-reported-as-updated",
  bug: "An id that is the same is reported as updated.",
  changes: changeDecision((item) =>
    item.status === "unchanged" ? { ...item, status: "updated", reason: null } : item,
  ),
  killedBy: ["updated-names-a-new-id"],
});
