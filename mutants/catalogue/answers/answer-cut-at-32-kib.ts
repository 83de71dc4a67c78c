import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "answer-cut-at-32-kib",
  bug: "An answer is cut after 32 KiB.",
  changes: changeReply((reply) => ({ ...reply, body: Buffer.from(JSON.stringify(reply.body)).subarray(0, 32 * 1024) })),
  killedBy: ["body-matches-schema"],
});
