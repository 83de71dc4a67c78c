import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "old-id-hidden-on-overwrite",
  bug: "The id that was replaced is not told.",
  changes: changeReportedItem((item) => (item.status === "updated" ? { ...item, oldInstanceId: null } : item)),
  killedBy: ["overwrite-turns-conflicts-into-updates"],
});
