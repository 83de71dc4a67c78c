import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-always-zero",
  bug: "`total` is always 0.",
  changes: changeBody((body) => ({ ...body, total: 0 })),
  killedBy: ["scanned-within-total"],
});
