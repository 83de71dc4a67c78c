import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "loc-has-index-off-by-one",
  bug: "An index in `loc` counts from 1.",
  changes: changeFault((fault) => ({
    ...fault,
    loc: Array.isArray(fault.loc)
      ? fault.loc.map((part: unknown) => (typeof part === "number" ? part + 1 : part))
      : fault.loc,
  })),
  killedBy: ["refusal-points-at-the-fault"],
});
