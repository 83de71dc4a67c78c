import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-malformed-json",
  bug: "Malformed JSON is a server error.",
  changes: changeReading((body, contentType, read) => {
    if (body.length > 0) JSON.parse(body.toString("utf8"));
    return read(body, contentType);
  }),
  killedBy: ["never-a-server-error"],
});
