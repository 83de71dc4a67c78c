import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-201",
  bug: "What is done is answered 201.",
  changes: changeReply((reply) => (reply.status === 200 ? { ...reply, status: 201 } : reply)),
  killedBy: ["status-is-declared"],
});
