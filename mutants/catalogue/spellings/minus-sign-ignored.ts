import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "minus-sign-ignored",
  bug: "A number below 0 names the CVM of the number above it.",
  changes: changeNames((name) => name.replace(/^-(?=\d+$)/, "")),
  killedBy: ["only-by-its-own-name"],
});
