import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-oversized-body",
  bug: "A body over 1 MiB is a server error.",
  changes: changeReply((reply) => (reply.status === 413 ? { ...reply, status: 503 } : reply)),
  killedBy: ["never-a-server-error"],
});
