import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-minus-one",
  bug: "`total` is one too small.",
  changes: changeBody((body) => ({ ...body, total: body.total - 1 })),
  killedBy: ["scanned-within-total", "counts-are-not-negative"],
});
