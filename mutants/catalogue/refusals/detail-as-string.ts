import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "detail-as-string",
  bug: "`detail` of a 422 is a sentence.",
  changes: changeReply((reply) => (reply.status === 422 ? { ...reply, body: { detail: "Invalid request" } } : reply)),
  killedBy: ["body-matches-schema"],
});
