import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "index-in-loc-is-text",
  bug: "An index in `loc` is null.",
  changes: changeFault((fault) => ({
    ...fault,
    loc: Array.isArray(fault.loc)
      ? fault.loc.map((part: unknown) => (typeof part === "number" ? null : part))
      : fault.loc,
  })),
  killedBy: ["body-matches-schema"],
});
