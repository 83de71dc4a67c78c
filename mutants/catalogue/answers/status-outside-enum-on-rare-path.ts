import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-outside-enum-on-rare-path",
  bug: "A CVM that is registered to another app has the status `blocked`.",
  changes: changeSentItem((item) =>
    item.reason === "registered_to_other_app" ? { ...item, status: "blocked" } : item,
  ),
  killedBy: ["body-matches-schema"],
});
