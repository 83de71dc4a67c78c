import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "verified-always-true",
  bug: "Everything counts as verified.",
  changes: changeReportedItem((item) => ({ ...item, verifiedWithGateway: true })),
  killedBy: ["nothing-verified-from-nowhere"],
});
