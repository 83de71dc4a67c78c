import { answerElsewhere } from "../../changes/answer-elsewhere.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "path-in-upper-case-takes-any-key",
  bug: "The rule that asks for a key knows the path in lower case alone, and the router any case.",
  changes: answerElsewhere((path) => path.endsWith("/INSTANCE-IDS")),
  killedBy: ["other-path-spellings-need-a-key-too"],
});
