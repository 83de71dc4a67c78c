import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "truncated-json-accepted",
  bug: "A body that lacks its last brace is completed.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    return reading.kind === "json" ? reading : read(Buffer.concat([body, Buffer.from("}")]), contentType);
  }),
  killedBy: ["invalid-request-is-refused"],
});
