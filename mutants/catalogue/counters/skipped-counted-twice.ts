import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "skipped-counted-twice",
  bug: "Skipped CVMs are counted twice.",
  changes: changeBody((body) => ({ ...body, skipped: 2 * body.skipped })),
  killedBy: ["counts-sum-to-scanned", "counts-match-items"],
});
