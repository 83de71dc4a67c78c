import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "item-without-identifier",
  bug: "Skipped CVMs come without `identifier`.",
  changes: changeSentItem(({ identifier, ...item }) => (item.status === "skipped" ? item : { identifier, ...item })),
  killedBy: ["body-matches-schema"],
});
