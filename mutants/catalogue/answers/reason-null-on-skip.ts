import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "reason-null-on-skip",
  bug: "A skipped CVM comes without a reason.",
  changes: changeReportedItem((item) => (item.status === "skipped" ? { ...item, reason: null } : item)),
  killedBy: ["failure-has-a-reason"],
});
