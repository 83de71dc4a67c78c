import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "cvm-id-as-string-beyond-32-bits",
  bug: "A `cvm_id` beyond 32 bits is a string.",
  changes: changeSentItem((item) =>
    Number(item.cvm_id) > 0xffff_ffff ? { ...item, cvm_id: String(item.cvm_id) } : item,
  ),
  killedBy: ["body-matches-schema"],
});
