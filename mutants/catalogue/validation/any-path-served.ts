import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "any-path-served",
  bug: "Another path is answered 200.",
  changes: changeReply((reply) => (reply.status === 404 ? { ...reply, status: 200 } : reply)),
  killedBy: ["wrong-path-is-404"],
});
