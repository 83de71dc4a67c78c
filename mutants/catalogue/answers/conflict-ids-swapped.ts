import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-ids-swapped",
  bug: "An item in conflict has its two instance ids in each other's place.",
  changes: changeReportedItem((item) =>
    item.status === "conflict"
      ? { ...item, oldInstanceId: item.newInstanceId, newInstanceId: item.oldInstanceId }
      : item,
  ),
  killedBy: ["overwrite-turns-conflicts-into-updates", "missing-only-means-missing"],
});
