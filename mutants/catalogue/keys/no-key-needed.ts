import { changeCaller } from "../../changes/change-caller.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "no-key-needed",
  bug: "Who sends no key counts as the first one.",
  changes: changeCaller(
    (caller, headers, [first]) => caller ?? (headers["x-api-key"] === undefined && first !== undefined ? first : null),
  ),
  killedBy: ["missing-key-is-refused"],
});
