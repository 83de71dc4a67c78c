import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "cvm-id-as-string",
  bug: "`cvm_id` is a string.",
  changes: changeSentItem((item) => ({ ...item, cvm_id: String(item.cvm_id) })),
  killedBy: ["body-matches-schema"],
});
