import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "array-body-accepted",
  bug: "A list as the body means an object without properties.",
  changes: changeValidation((body, validate) => validate(Array.isArray(body) ? {} : body)),
  killedBy: ["invalid-request-is-refused"],
});
