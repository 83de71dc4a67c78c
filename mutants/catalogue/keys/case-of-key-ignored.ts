import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "case-of-key-ignored",
  bug: "Keys are looked up in a column whose collation ignores case.",
  changes: changeKeyCheck((presented, right) => presented.toLowerCase() === right.toLowerCase()),
  killedBy: ["altered-key-is-refused"],
});
