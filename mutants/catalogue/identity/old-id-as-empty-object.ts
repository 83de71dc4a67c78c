import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "old-id-as-empty-object",
  bug: "No former id is an empty object.",
  changes: changeSentItem((item) => (item.old_instance_id === null ? { ...item, old_instance_id: {} } : item)),
  killedBy: ["body-matches-schema"],
});
