import { isObject } from "../../../contract/index.ts";
import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "400-on-malformed-json",
  bug: "Malformed JSON is a 400.",
  changes: changeReply((reply) =>
    isObject(reply.body) &&
    Array.isArray(reply.body.detail) &&
    isObject(reply.body.detail[0]) &&
    reply.body.detail[0].type === "json_invalid"
      ? { ...reply, status: 400 }
      : reply,
  ),
  killedBy: ["malformed-is-422"],
});
