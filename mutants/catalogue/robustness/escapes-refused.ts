import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "escapes-refused",
  bug: "A string with an escape is refused.",
  changes: changeReading((body, contentType, read) =>
    body.includes("\\u") && read(body, contentType).kind === "json"
      ? { kind: "unreadable", faults: [{ loc: ["body"], msg: "JSON decode error", type: "json_invalid" }] }
      : read(body, contentType),
  ),
  killedBy: ["valid-request-is-accepted"],
});
