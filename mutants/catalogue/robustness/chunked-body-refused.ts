import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "chunked-body-refused",
  bug: "A body in chunks is refused, for its length is not told.",
  changes: changeReply((reply, { headers }) =>
    headers["transfer-encoding"] === undefined
      ? reply
      : { status: 411, headers: {}, body: { detail: "Length Required" } },
  ),
  killedBy: ["status-is-declared"],
});
