import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-on-equal-ids",
  bug: "An id that is the same is a conflict.",
  changes: changeReportedItem((item) =>
    item.status === "unchanged" ? { ...item, status: "conflict", reason: "instance_id_differs" } : item,
  ),
  killedBy: ["conflict-names-what-it-found"],
});
