import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "old-id-is-the-new-one",
  bug: "A replaced id is told as if it had been the new one already.",
  changes: changeReportedItem((item) =>
    item.status === "updated" && item.oldInstanceId !== null ? { ...item, oldInstanceId: item.newInstanceId } : item,
  ),
  killedBy: ["updated-names-a-new-id"],
});
