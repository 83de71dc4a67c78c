import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "cvm-id-cut-to-32-bits",
  bug: "`cvm_id` is cut to 32 bits.",
  changes: changeReportedItem((item) => ({ ...item, cvmId: item.cvmId % 2 ** 32 })),
  killedBy: ["naming-equals-scanning"],
});
