import { changeAnswer } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "items-null-when-empty",
  bug: "No items are null.",
  changes: changeAnswer((body) =>
    Array.isArray(body.items) && body.items.length === 0 ? { ...body, items: null } : body,
  ),
  killedBy: ["body-matches-schema"],
});
