import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "trailing-text-ignored",
  bug: "A stray character behind the object is ignored.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    return reading.kind === "json" ? reading : read(body.subarray(0, -1), contentType);
  }),
  killedBy: ["malformed-is-422"],
});
