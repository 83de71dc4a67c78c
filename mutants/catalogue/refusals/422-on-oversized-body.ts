import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "422-on-oversized-body",
  bug: "A body over 1 MiB is a 422.",
  changes: changeReply((reply) => (reply.status === 413 ? { ...reply, status: 422 } : reply)),
  killedBy: ["oversized-body-is-refused"],
});
