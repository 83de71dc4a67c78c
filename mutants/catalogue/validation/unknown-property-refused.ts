import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-property-refused",
  bug: "An unknown property is refused.",
  changes: changeValidation((body, validate) => {
    const validation = validate(body);
    const [unknown] = validation.kind === "valid" ? validation.unknownProperties : [];
    return unknown === undefined ? validation : refusal(unknown);
  }),
  killedBy: ["valid-request-is-accepted", "unknown-property-is-harmless"],
});
