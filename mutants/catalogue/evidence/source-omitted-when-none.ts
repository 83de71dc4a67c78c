import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "source-omitted-when-none",
  bug: "`source` is left out where it is `none`.",
  changes: changeSentItem(({ source, ...item }) => (source === "none" ? item : { source, ...item })),
  killedBy: ["defaults-are-sent"],
});
