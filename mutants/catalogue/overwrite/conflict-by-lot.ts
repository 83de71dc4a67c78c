import { randomInt } from "node:crypto";
import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-by-lot",
  bug: "By lot a preview tells of an update as a conflict.",
  changes: changeDecision((item, { options }) =>
    options.dryRun && item.status === "updated" && randomInt(2) === 0
      ? { ...item, status: "conflict", reason: "instance_id_in_use" }
      : item,
  ),
  killedBy: ["same-ids-get-the-same-status"],
});
