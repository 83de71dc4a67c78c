import { randomInt } from "node:crypto";
import { changeReport } from "../../changes/change-report.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "order-drawn-by-lot",
  bug: "Items come in an order drawn by lot.",
  changes: changeReport(({ total, items }) => ({
    total,
    items: items
      .map((item) => ({ item, lot: randomInt(2 ** 32) }))
      .toSorted((one, other) => one.lot - other.lot)
      .map(({ item }) => item),
  })),
  killedBy: ["answers-are-repeatable"],
});
