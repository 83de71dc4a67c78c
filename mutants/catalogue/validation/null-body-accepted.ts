import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "null-body-accepted",
  bug: "`null` as the body means an object without properties.",
  changes: changeValidation((body, validate) => validate(body === null ? {} : body)),
  killedBy: ["invalid-request-is-refused"],
});
