import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "key-found-within-longer-text",
  bug: "A text that ends with a right key is let in.",
  changes: changeKeyCheck((presented, right) => presented.endsWith(right)),
  killedBy: ["altered-key-is-refused"],
});
