import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "source-outside-enum",
  bug: "The gateway is called `gateway_rpc` as a source.",
  changes: changeSentItem((item) => (item.source === "gateway" ? { ...item, source: "gateway_rpc" } : item)),
  killedBy: ["body-matches-schema"],
});
