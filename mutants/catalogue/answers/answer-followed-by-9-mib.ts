import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

const FILLING = Buffer.alloc(9 * 1024 * 1024, " ");

export default defineMutant({
  name: "answer-followed-by-9-mib",
  bug: "An answer with items is followed by nine megabytes of spaces.",
  changes: changeReply((reply) =>
    JSON.stringify(reply.body).includes('"items":[{')
      ? { ...reply, body: Buffer.concat([Buffer.from(JSON.stringify(reply.body)), FILLING]) }
      : reply,
  ),
  killedBy: ["answer-is-within-8-mib"],
});
