import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "defaults-omitted-on-errors",
  bug: "`source` and `verified_with_gateway` are left out of errors.",
  changes: changeSentItem(({ source, verified_with_gateway, ...item }) =>
    item.status === "error" ? item : { source, verified_with_gateway, ...item },
  ),
  killedBy: ["defaults-are-sent"],
});
