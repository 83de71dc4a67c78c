import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "content-type-text-plain",
  bug: "JSON is sent as plain text.",
  changes: changeReply((reply) => ({ ...reply, headers: { ...reply.headers, "content-type": "text/plain" } })),
  killedBy: ["content-type-is-json"],
});
