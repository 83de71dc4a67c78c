import { answerElsewhere } from "../../changes/answer-elsewhere.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "escaped-path-needs-no-key",
  bug: "The path with an escape in it passes the rule that asks for a key, and is served.",
  changes: answerElsewhere((path) => /\/%[0-9a-f]{2}nstance-ids$/i.test(path)),
  killedBy: ["other-path-spellings-need-a-key-too"],
});
