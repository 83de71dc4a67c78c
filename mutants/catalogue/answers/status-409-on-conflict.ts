import { isObject } from "../../../contract/index.ts";
import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-409-on-conflict",
  bug: "An answer with a conflict is a 409.",
  changes: changeReply((reply) =>
    isObject(reply.body) && Number(reply.body.conflicts) > 0 ? { ...reply, status: 409 } : reply,
  ),
  killedBy: ["status-is-declared"],
});
