import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "update-told-in-upper-case",
  bug: "An update is told in upper case, and stored in lower case.",
  changes: changeReportedItem((item) =>
    item.status === "updated" && item.newInstanceId !== null
      ? { ...item, newInstanceId: item.newInstanceId.toUpperCase() }
      : item,
  ),
  killedBy: ["update-is-kept"],
});
