import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "key-known-by-its-start",
  bug: "The beginning of a key is let in.",
  changes: changeKeyCheck((presented, right) => presented !== "" && right.startsWith(presented)),
  killedBy: ["altered-key-is-refused"],
});
