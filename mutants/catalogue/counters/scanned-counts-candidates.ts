import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scanned-counts-candidates",
  bug: "`scanned` counts all candidates, not those that were processed.",
  changes: changeBody((body) => ({ ...body, scanned: body.total })),
  killedBy: ["counts-sum-to-scanned", "items-number-scanned"],
});
