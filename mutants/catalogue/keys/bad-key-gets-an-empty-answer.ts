import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "bad-key-gets-an-empty-answer",
  bug: "A wrong key gets an answer without items.",
  changes: changeReply((reply) =>
    reply.status === 401
      ? {
          status: 200,
          headers: {},
          body: { total: 0, scanned: 0, updated: 0, unchanged: 0, skipped: 0, conflicts: 0, errors: 0, items: [] },
        }
      : reply,
  ),
  killedBy: ["bad-key-is-refused", "missing-key-is-refused"],
});
