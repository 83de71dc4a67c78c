import { changeReport } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "verified-leaks-from-previous-item",
  bug: "An item is verified where the one before it was.",
  changes: changeReport(({ total, items }) => ({
    total,
    items: items.map((item, index) => ({
      ...item,
      verifiedWithGateway: item.verifiedWithGateway || items[index - 1]?.verifiedWithGateway === true,
    })),
  })),
  killedBy: ["nothing-verified-from-nowhere", "order-of-ids-is-irrelevant", "split-equals-whole"],
});
