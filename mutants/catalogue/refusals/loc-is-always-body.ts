import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "loc-is-always-body",
  bug: "`loc` is always the whole body.",
  changes: changeFault((fault) => ({ ...fault, loc: ["body"] })),
  killedBy: ["refusal-points-at-the-fault"],
});
