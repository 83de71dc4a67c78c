import { isObject } from "../../../contract/index.ts";
import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "content-type-lost-when-empty",
  bug: "An answer without items is sent as bytes of no kind.",
  changes: changeReply((reply) =>
    isObject(reply.body) && reply.body.scanned === 0
      ? { ...reply, headers: { ...reply.headers, "content-type": "application/octet-stream" } }
      : reply,
  ),
  killedBy: ["content-type-is-json"],
});
