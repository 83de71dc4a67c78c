import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unchanged-items-left-out",
  bug: "Unchanged CVMs are counted and not listed.",
  changes: changeBody((body) => ({ ...body, items: body.items.filter((item) => item.status !== "unchanged") })),
  killedBy: ["items-number-scanned"],
});
