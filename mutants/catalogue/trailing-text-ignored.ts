import { changeReading } from "../changes/change-reading.ts";
import { defineMutant } from "../define-mutant.ts";

export default defineMutant({
  name: "trailing-text-ignored",
  bug: "What comes behind the object is ignored.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    const end = body.lastIndexOf("}");
    return reading.kind === "json" || end === -1 ? reading : read(body.subarray(0, end + 1), contentType);
  }),
  killedBy: ["invalid-request-is-refused", "malformed-is-422"],
});
