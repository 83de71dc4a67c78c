import { changeAnswer } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "counter-missing",
  bug: "A counter that is 0 is left out.",
  changes: changeAnswer(({ conflicts, ...body }) => (conflicts === 0 ? body : { conflicts, ...body })),
  killedBy: ["body-matches-schema"],
});
