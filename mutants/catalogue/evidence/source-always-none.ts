import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "source-always-none",
  bug: "No update names its source.",
  changes: changeReportedItem((item) => ({ ...item, source: "none" })),
  killedBy: ["no-source-no-update"],
});
