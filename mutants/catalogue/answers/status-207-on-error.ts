import { isObject } from "../../../contract/index.ts";
import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "status-207-on-error",
  bug: "An answer with an error is a 207.",
  changes: changeReply((reply) =>
    isObject(reply.body) && Number(reply.body.errors) > 0 ? { ...reply, status: 207 } : reply,
  ),
  killedBy: ["status-is-declared"],
});
