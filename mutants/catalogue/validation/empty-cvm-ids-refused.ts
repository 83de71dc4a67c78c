import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "empty-cvm-ids-refused",
  bug: "An empty `cvm_ids` is refused.",
  changes: changeValidation((body, validate) =>
    isObject(body) && Array.isArray(body.cvm_ids) && body.cvm_ids.length === 0 ? refusal("cvm_ids") : validate(body),
  ),
  killedBy: ["valid-request-is-accepted"],
});
