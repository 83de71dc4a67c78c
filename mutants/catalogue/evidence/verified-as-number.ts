import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "verified-as-number",
  bug: "`verified_with_gateway` is 0 or 1.",
  changes: changeSentItem((item) => ({ ...item, verified_with_gateway: Number(item.verified_with_gateway) })),
  killedBy: ["body-matches-schema"],
});
