import { refuseTooLate } from "../../changes/refuse-too-late.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "invalid-limit-refused-after-writing",
  bug: "A limit above 500 is refused when everything has been written.",
  changes: refuseTooLate((body) => (Number(body.limit) > 500 ? { ...body, limit: 500 } : body)),
  killedBy: ["nothing-else-is-written"],
});
