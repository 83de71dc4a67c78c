import { gzipSync } from "node:zlib";
import { changeReply } from "../../changes/change-reply.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "gzip-cut-short",
  bug: "An answer in gzip is sent without its last bytes.",
  changes: changeReply((reply) => ({
    ...reply,
    headers: { ...reply.headers, "content-encoding": "gzip" },
    body: gzipSync(JSON.stringify(reply.body)).subarray(0, -8),
  })),
  killedBy: ["body-is-coded-as-said"],
});
