import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "detail-is-empty",
  bug: "`detail` of a 422 is an empty list.",
  changes: changeReply((reply) => (reply.status === 422 ? { ...reply, body: { detail: [] } } : reply)),
  killedBy: ["refusal-points-at-the-fault"],
});
