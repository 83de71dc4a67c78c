import { refuseTooLate } from "../../changes/refuse-too-late.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "bad-entry-refused-after-writing",
  bug: "An entry of `cvm_ids` that is no string is refused when it is reached, and what comes before it has been written.",
  changes: refuseTooLate((body) => {
    const list: readonly unknown[] = Array.isArray(body.cvm_ids) ? body.cvm_ids : [];
    const bad = list.findIndex((entry) => typeof entry !== "string");
    return bad < 0 ? body : { ...body, cvm_ids: list.slice(0, bad) };
  }),
  killedBy: ["nothing-else-is-written"],
});
