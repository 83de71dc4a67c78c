import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "loc-stops-at-the-list",
  bug: "The `loc` of a wrong entry names the list, and not which entry of it.",
  changes: changeFault((fault) => ({
    ...fault,
    loc: Array.isArray(fault.loc) ? fault.loc.filter((part: unknown) => typeof part !== "number") : fault.loc,
  })),
  killedBy: ["refusal-points-at-the-fault"],
});
