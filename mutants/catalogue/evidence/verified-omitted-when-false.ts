import { changeSentItem } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "verified-omitted-when-false",
  bug: "`verified_with_gateway` is left out where it is false.",
  changes: changeSentItem(({ verified_with_gateway, ...item }) =>
    verified_with_gateway === false ? item : { verified_with_gateway, ...item },
  ),
  killedBy: ["defaults-are-sent"],
});
