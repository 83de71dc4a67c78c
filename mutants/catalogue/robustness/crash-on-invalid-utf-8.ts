import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "crash-on-invalid-utf-8",
  bug: "Bytes that are no UTF-8 are a server error.",
  changes: changeReading((body, contentType, read) => {
    new TextDecoder("utf-8", { fatal: true }).decode(body);
    return read(body, contentType);
  }),
  killedBy: ["never-a-server-error"],
});
