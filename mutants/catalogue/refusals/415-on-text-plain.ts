import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "415-on-text-plain",
  bug: "A content type that is not JSON is a 415.",
  changes: changeReply((reply) =>
    reply.status === 422 && JSON.stringify(reply.body).includes("content type") ? { ...reply, status: 415 } : reply,
  ),
  killedBy: ["malformed-is-422"],
});
