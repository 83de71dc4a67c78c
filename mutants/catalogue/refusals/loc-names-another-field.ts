import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "loc-names-another-field",
  bug: "A fault of `limit` is put down to `cvm_ids`.",
  changes: changeFault((fault) => ({
    ...fault,
    loc: Array.isArray(fault.loc) ? fault.loc.map((part: unknown) => (part === "limit" ? "cvm_ids" : part)) : fault.loc,
  })),
  killedBy: ["refusal-points-at-the-fault"],
});
