import { changeReportedItem } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "only-first-three-verified",
  bug: "Only the first three CVMs of a batch are verified with the gateway.",
  changes: changeReportedItem((item, index) => (index < 3 ? item : { ...item, verifiedWithGateway: false })),
  killedBy: ["order-of-ids-is-irrelevant", "split-equals-whole", "naming-equals-scanning"],
});
