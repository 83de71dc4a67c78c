import { isObject } from "../../../contract/index.ts";
import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-number-beyond-doubles",
  bug: "A number beyond the range of doubles is a server error.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    const members = reading.kind === "json" && isObject(reading.value) ? Object.values(reading.value) : [];
    if (members.some((member) => member === Number.POSITIVE_INFINITY))
      throw new RangeError("Out of range float values are not JSON compliant: inf");
    return reading;
  }),
  killedBy: ["never-a-server-error"],
});
