import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "items-cut-at-50",
  bug: "At most 50 items are sent, whatever was counted.",
  changes: changeBody((body) => ({ ...body, items: body.items.slice(0, 50) })),
  killedBy: ["items-number-scanned", "counts-match-items"],
});
