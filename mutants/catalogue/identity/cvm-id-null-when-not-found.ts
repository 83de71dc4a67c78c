import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "cvm-id-null-when-not-found",
  bug: "`cvm_id` of an unknown id is null.",
  changes: changeSentItem((item) => (item.cvm_id === 0 ? { ...item, cvm_id: null } : item)),
  killedBy: ["body-matches-schema"],
});
