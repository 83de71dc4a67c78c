import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "float-spelling-of-integer-refused",
  bug: "An integer that is spelt with a fraction of zero is refused.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    const isFloat = /"limit"\s*:\s*[0-9]+\.0/.test(body.toString("utf8"));
    return reading.kind === "json" && isFloat
      ? {
          kind: "unreadable",
          faults: [{ loc: ["body", "limit"], msg: "Input should be a valid integer", type: "int_type" }],
        }
      : reading;
  }),
  killedBy: ["valid-request-is-accepted"],
});
