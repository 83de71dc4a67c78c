import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-options",
  bug: "OPTIONS on the path is a server error.",
  changes: changeReply((reply, { method }) =>
    method === "OPTIONS" ? { status: 500, headers: {}, body: { detail: "Internal Server Error" } } : reply,
  ),
  killedBy: ["never-a-server-error"],
});
