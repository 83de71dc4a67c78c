import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "loc-as-string",
  bug: "`loc` is a dotted path.",
  changes: changeFault((fault) => ({ ...fault, loc: Array.isArray(fault.loc) ? fault.loc.join(".") : "" })),
  killedBy: ["body-matches-schema"],
});
