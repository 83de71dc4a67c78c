import { changeCaller } from "../../changes/change-caller.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "any-key-accepted",
  bug: "Any key counts as the first one.",
  changes: changeCaller(
    (caller, headers, [first]) => caller ?? (headers["x-api-key"] !== undefined && first !== undefined ? first : null),
  ),
  killedBy: ["bad-key-is-refused"],
});
