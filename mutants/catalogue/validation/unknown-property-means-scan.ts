import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-property-means-scan",
  bug: "With an unknown property, the named CVMs are ignored.",
  changes: changeValidation((body, validate) => {
    const validation = validate(body);
    return validation.kind === "valid" && validation.unknownProperties.length > 0
      ? { ...validation, request: { ...validation.request, cvm_ids: null } }
      : validation;
  }),
  killedBy: ["unknown-property-is-harmless", "only-what-was-named"],
});
