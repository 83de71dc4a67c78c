import { changeAnswer } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "counter-as-text-over-99",
  bug: "A `total` over 99 is a string.",
  changes: changeAnswer((body) => (Number(body.total) > 99 ? { ...body, total: String(body.total) } : body)),
  killedBy: ["body-matches-schema"],
});
