import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "errors-without-items",
  bug: "CVMs in error are counted and not listed.",
  changes: changeBody((body) => ({ ...body, items: body.items.filter((item) => item.status !== "error") })),
  killedBy: ["items-number-scanned"],
});
