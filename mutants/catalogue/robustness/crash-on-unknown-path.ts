import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-unknown-path",
  bug: "Another path is a server error.",
  changes: changeReply((reply) => (reply.status === 404 ? { ...reply, status: 500 } : reply)),
  killedBy: ["never-a-server-error"],
});
