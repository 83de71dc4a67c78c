import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "any-method-accepted",
  bug: "Another method is answered 200.",
  changes: changeReply((reply) => (reply.status === 405 ? { ...reply, status: 200 } : reply)),
  killedBy: ["wrong-method-is-405"],
});
