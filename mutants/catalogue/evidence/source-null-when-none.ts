import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "source-null-when-none",
  bug: "Nowhere is null as a source.",
  changes: changeSentItem((item) => (item.source === "none" ? { ...item, source: null } : item)),
  killedBy: ["body-matches-schema"],
});
