import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-body-is-defaults",
  bug: "No body means an object without properties.",
  changes: changeReading((body, contentType, read) => read(body.length === 0 ? Buffer.from("{}") : body, contentType)),
  killedBy: ["malformed-is-422"],
});
