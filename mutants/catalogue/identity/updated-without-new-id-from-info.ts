import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "updated-without-new-id-from-info",
  bug: "An update by `GetInfo` does not name the new id.",
  changes: changeReportedItem((item) =>
    item.status === "updated" && item.source === "teepod_info" ? { ...item, newInstanceId: null } : item,
  ),
  killedBy: ["updated-names-a-new-id"],
});
