import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "null-cvm-ids-refused",
  bug: "`cvm_ids` of null is refused.",
  changes: changeValidation((body, validate) =>
    isObject(body) && body.cvm_ids === null ? refusal("cvm_ids") : validate(body),
  ),
  killedBy: ["valid-request-is-accepted"],
});
