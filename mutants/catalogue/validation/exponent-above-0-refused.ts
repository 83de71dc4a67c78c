import { changeReading } from "../../changes/change-reading.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "exponent-above-0-refused",
  bug: "An integer that is spelt with an exponent above 0 is refused.",
  changes: changeReading((body, contentType, read) => {
    const reading = read(body, contentType);
    const hasExponent = /"limit"\s*:\s*[0-9]+[eE]\+?[1-9]/.test(body.toString("utf8"));
    return reading.kind === "json" && hasExponent
      ? {
          kind: "unreadable",
          faults: [{ loc: ["body", "limit"], msg: "Input should be a valid integer", type: "int_type" }],
        }
      : reading;
  }),
  killedBy: ["valid-request-is-accepted"],
});
