import { changeNames } from "../../changes/change-names.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "fraction-cut-off",
  bug: "A number with a fraction names the CVM of its whole part.",
  changes: changeNames((name) => name.replace(/^(\d+)\.\d+$/, "$1")),
  killedBy: ["only-by-its-own-name"],
});
