import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-outside-enum",
  bug: "A CVM in error has the status `failed`.",
  changes: changeSentItem((item) => (item.status === "error" ? { ...item, status: "failed" } : item)),
  killedBy: ["body-matches-schema"],
});
