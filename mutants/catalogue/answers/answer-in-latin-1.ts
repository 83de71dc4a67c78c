import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "answer-in-latin-1",
  bug: "Answers are sent in Latin-1.",
  changes: changeReply((reply) => ({ ...reply, body: Buffer.from(JSON.stringify(reply.body), "latin1") })),
  killedBy: ["body-matches-schema"],
});
