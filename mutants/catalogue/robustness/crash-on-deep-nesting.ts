import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-deep-nesting",
  bug: "A body that nests deeply is a server error.",
  changes: changeReading((body, contentType, read) => {
    if (body.includes("[".repeat(600))) throw new RangeError("Maximum call stack size exceeded");
    return read(body, contentType);
  }),
  killedBy: ["never-a-server-error"],
});
