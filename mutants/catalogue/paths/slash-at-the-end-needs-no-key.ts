import { answerElsewhere } from "../../changes/answer-elsewhere.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "slash-at-the-end-needs-no-key",
  bug: "The path with a slash at its end is served without a look at the key.",
  changes: answerElsewhere((path) => path.endsWith("/instance-ids/")),
  killedBy: ["other-path-spellings-need-a-key-too"],
});
