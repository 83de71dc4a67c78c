import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-wrong-method",
  bug: "Another method is a server error.",
  changes: changeReply((reply) => (reply.status === 405 ? { ...reply, status: 501 } : reply)),
  killedBy: ["never-a-server-error"],
});
