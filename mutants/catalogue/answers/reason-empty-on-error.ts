import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "reason-empty-on-error",
  bug: "A CVM in error comes with an empty reason.",
  changes: changeSentItem((item) => (item.status === "error" ? { ...item, reason: "" } : item)),
  killedBy: ["failure-has-a-reason"],
});
