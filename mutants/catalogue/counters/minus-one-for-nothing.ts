import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "minus-one-for-nothing",
  bug: "A counter of an empty answer is -1.",
  changes: changeBody((body) => (body.scanned === 0 ? { ...body, updated: -1, skipped: 1 } : body)),
  killedBy: ["counts-are-not-negative"],
});
