import { answerElsewhere } from "../../changes/answer-elsewhere.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "path-in-dots-not-validated",
  bug: "The path with dots in it passes by the middleware that validates, and is served.",
  changes: answerElsewhere((path) => path.includes("/./") || path.includes("/../")),
  killedBy: ["other-path-spellings-keep-the-rules"],
});
