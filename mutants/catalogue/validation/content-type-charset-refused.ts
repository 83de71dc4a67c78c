import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "content-type-charset-refused",
  bug: "A JSON content type with a parameter is refused.",
  changes: changeReading((body, contentType, read) =>
    read(body, contentType?.includes(";") === true ? "text/plain" : contentType),
  ),
  killedBy: ["valid-request-is-accepted"],
});
