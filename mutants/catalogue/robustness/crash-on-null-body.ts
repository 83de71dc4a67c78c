import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-null-body",
  bug: "`null` as the body is a server error.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    if (reading.kind === "json" && reading.value === null) throw new TypeError("Cannot read properties of null");
    return reading;
  }),
  killedBy: ["never-a-server-error"],
});
