import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifier-null-when-not-ascii",
  bug: "An identifier that is not ASCII is echoed as null.",
  changes: changeSentItem((item) =>
    /[^\x20-\x7e]/.test(String(item.identifier)) ? { ...item, identifier: null } : item,
  ),
  killedBy: ["body-matches-schema"],
});
