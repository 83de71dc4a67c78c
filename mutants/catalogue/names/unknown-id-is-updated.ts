import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-id-is-updated",
  bug: "An unknown id is reported as updated.",
  changes: changeReportedItem((item) =>
    item.reason === "not_found" ? { ...item, status: "updated", reason: null } : item,
  ),
  killedBy: ["updated-names-a-new-id", "no-source-no-update"],
});
