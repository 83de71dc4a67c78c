import { changeAnswer } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "answer-in-an-envelope",
  bug: "The answer comes in an envelope.",
  changes: changeAnswer((data) => ({ data })),
  killedBy: ["body-matches-schema"],
});
