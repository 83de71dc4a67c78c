import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "blanks-around-a-number-ignored",
  bug: "A number with blanks around it names the CVM of that number.",
  changes: changeNames((name) => (/^\s*\d+\s*$/.test(name) ? name.trim() : name)),
  killedBy: ["only-by-its-own-name"],
});
