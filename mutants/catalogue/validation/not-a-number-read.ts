import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "not-a-number-read",
  bug: "NaN is read as a JSON value, as Python's json does.",
  changes: changeReading((body, contentType, read) =>
    read(Buffer.from(body.toString("latin1").replace(/(?<=:)NaN(?=[,}])/, "null"), "latin1"), contentType),
  ),
  killedBy: ["malformed-is-422"],
});
