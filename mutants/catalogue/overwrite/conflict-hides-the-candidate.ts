import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflict-hides-the-candidate",
  bug: "A conflict does not name the id that was found.",
  changes: changeReportedItem((item) => (item.status === "conflict" ? { ...item, newInstanceId: null } : item)),
  killedBy: ["conflict-names-what-it-found"],
});
