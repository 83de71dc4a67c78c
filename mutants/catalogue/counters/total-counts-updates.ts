import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-counts-updates",
  bug: "`total` counts the updates alone.",
  changes: changeBody((body) => ({ ...body, total: body.updated })),
  killedBy: ["scanned-within-total"],
});
