import { changeKeyCheck } from "../../changes/change-key-check.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "key-with-more-behind-accepted",
  bug: "Only as many characters are compared as the right key has.",
  changes: changeKeyCheck((presented, right) => presented.startsWith(right)),
  killedBy: ["altered-key-is-refused"],
});
