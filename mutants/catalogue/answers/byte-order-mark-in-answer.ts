import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "byte-order-mark-in-answer",
  bug: "An answer begins with a byte order mark.",
  changes: changeReply((reply) => ({ ...reply, body: Buffer.from(`\ufeff${JSON.stringify(reply.body)}`) })),
  killedBy: ["body-matches-schema"],
});
