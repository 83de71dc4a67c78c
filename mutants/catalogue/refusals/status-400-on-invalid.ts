import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-400-on-invalid",
  bug: "An invalid request is a 400.",
  changes: changeReply((reply) => (reply.status === 422 ? { ...reply, status: 400 } : reply)),
  killedBy: ["status-is-declared"],
});
