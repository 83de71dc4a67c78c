import { changeFault } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "msg-null-for-bounds",
  bug: "A limit out of bounds is refused without words.",
  changes: changeFault((fault) => (fault.type === "less_than_equal" ? { ...fault, msg: null } : fault)),
  killedBy: ["body-matches-schema"],
});
