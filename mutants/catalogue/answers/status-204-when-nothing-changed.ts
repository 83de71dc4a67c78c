import { isObject } from "../../../contract/index.ts";
import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-204-when-nothing-changed",
  bug: "An answer without items is a 204.",
  changes: changeReply((reply) =>
    isObject(reply.body) && reply.body.scanned === 0 ? { ...reply, status: 204 } : reply,
  ),
  killedBy: ["status-is-declared"],
});
