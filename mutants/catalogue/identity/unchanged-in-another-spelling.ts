import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unchanged-in-another-spelling",
  bug: "An unchanged id is told in upper case.",
  changes: changeReportedItem((item) =>
    item.status === "unchanged" ? { ...item, newInstanceId: item.newInstanceId?.toUpperCase() ?? null } : item,
  ),
  killedBy: ["unchanged-keeps-the-id", "ids-look-like-ids"],
});
