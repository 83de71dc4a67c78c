import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "old-id-never-told",
  bug: "Of no CVM it is told which id was stored before.",
  changes: changeReportedItem((item) => ({ ...item, oldInstanceId: null })),
  killedBy: ["unchanged-keeps-the-id"],
});
