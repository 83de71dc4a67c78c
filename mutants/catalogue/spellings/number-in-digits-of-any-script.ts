import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "number-in-digits-of-any-script",
  bug: "The digits of any script make a number, as for Python: the full-width 1001 names CVM 1001.",
  changes: changeNames((name) =>
    name.replaceAll(/[\uff10-\uff19\u0660-\u0669]/g, (digit) => String(digit.charCodeAt(0) % 16)),
  ),
  killedBy: ["only-by-its-own-name"],
});
