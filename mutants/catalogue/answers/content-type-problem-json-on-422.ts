import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "content-type-problem-json-on-422",
  bug: "A 422 is sent as `application/problem+json`.",
  changes: changeReply((reply) =>
    reply.status === 422
      ? { ...reply, headers: { ...reply.headers, "content-type": "application/problem+json" } }
      : reply,
  ),
  killedBy: ["content-type-is-json"],
});
