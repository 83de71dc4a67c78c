import { changeDecision } from "../../changes/change-decision.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "overwrite-rewrites-equal-ids",
  bug: "With `overwrite`, an id that is the same is reported as updated.",
  changes: changeDecision((item, { options }) =>
    options.overwrite && item.status === "unchanged" ? { ...item, status: "updated", reason: null } : item,
  ),
  killedBy: ["updated-names-a-new-id", "second-run-updates-nothing", "overwrite-turns-conflicts-into-updates"],
});
