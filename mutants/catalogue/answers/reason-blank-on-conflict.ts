import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "reason-blank-on-conflict",
  bug: "A conflict over an app comes with a blank reason.",
  changes: changeSentItem((item) => (item.reason === "registered_to_other_app" ? { ...item, reason: " " } : item)),
  killedBy: ["failure-has-a-reason"],
});
