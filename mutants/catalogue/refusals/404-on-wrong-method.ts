import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "404-on-wrong-method",
  bug: "Another method is a 404.",
  changes: changeReply((reply) => (reply.status === 405 ? { ...reply, status: 404 } : reply)),
  killedBy: ["wrong-method-is-405"],
});
