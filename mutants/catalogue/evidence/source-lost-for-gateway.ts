import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "source-lost-for-gateway",
  bug: "An update from the gateway does not name its source.",
  changes: changeReportedItem((item) => (item.source === "gateway" ? { ...item, source: "none" } : item)),
  killedBy: ["no-source-no-update", "nothing-verified-from-nowhere"],
});
