import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "401-as-server-error",
  bug: "A wrong key is a server error.",
  changes: changeReply((reply) => (reply.status === 401 ? { ...reply, status: 500 } : reply)),
  killedBy: ["never-a-server-error"],
});
