import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "last-character-of-key-not-compared",
  bug: "The loop that compares keys ends one character early.",
  changes: changeKeyCheck(
    (presented, right) => presented.length === right.length && presented.slice(0, -1) === right.slice(0, -1),
  ),
  killedBy: ["altered-key-is-refused"],
});
