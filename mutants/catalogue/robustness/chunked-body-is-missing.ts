import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "chunked-body-is-missing",
  bug: "A body in chunks is not read, and so said to be missing.",
  changes: changeReply((reply, { headers }) =>
    headers["transfer-encoding"] === undefined || reply.status !== 200
      ? reply
      : { ...reply, status: 422, body: { detail: [{ loc: ["body"], msg: "Field required", type: "missing" }] } },
  ),
  killedBy: ["valid-request-is-accepted"],
});
