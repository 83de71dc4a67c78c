import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "gzip-in-name-alone",
  bug: "An answer says that it is in gzip, and is sent as plain text.",
  changes: changeReply((reply) => ({ ...reply, headers: { ...reply.headers, "content-encoding": "gzip" } })),
  killedBy: ["body-is-coded-as-said"],
});
