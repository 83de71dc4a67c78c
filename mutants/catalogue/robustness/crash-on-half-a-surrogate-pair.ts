import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";
import { isObject } from "../../../contract/index.ts";

export default defineMutant({
  name: "crash-on-half-a-surrogate-pair",
  bug: "A name with half of a surrogate pair can't be written into the answer, which becomes a 500.",
  changes: changeReply((reply) =>
    isObject(reply.body) &&
    Array.isArray(reply.body.items) &&
    reply.body.items.some((item: unknown) => isObject(item) && !String(item.identifier).isWellFormed())
      ? { ...reply, status: 500, body: { detail: "Internal Server Error" } }
      : reply,
  ),
  killedBy: ["never-a-server-error"],
});
