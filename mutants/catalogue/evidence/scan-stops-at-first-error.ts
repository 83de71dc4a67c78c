import { changeReport } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-stops-at-first-error",
  bug: "Nothing is told of the CVMs behind the first one in error.",
  changes: changeReport(({ total, items }) => {
    const at = items.findIndex((item) => item.status === "error");
    return { total, items: at === -1 ? items : items.slice(0, at + 1) };
  }),
  killedBy: ["scanned-is-min-of-total-and-limit"],
});
