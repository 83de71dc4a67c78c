import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "plus-sign-ignored",
  bug: "`+1001` names CVM 1001.",
  changes: changeNames((name) => name.replace(/^\+(?=\d+$)/, "")),
  killedBy: ["only-by-its-own-name"],
});
