import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-after-limit",
  bug: "`total` is counted after the limit has cut.",
  changes: changeBody((body) => ({ ...body, total: body.scanned })),
  killedBy: ["limit-is-monotone"],
});
