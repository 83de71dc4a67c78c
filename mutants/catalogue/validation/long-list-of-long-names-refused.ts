import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "long-list-of-long-names-refused",
  bug: "Names of more than half a million characters together are refused, as if one of them were wrong.",
  changes: changeValidation((body, validate) =>
    isObject(body) && Array.isArray(body.cvm_ids) && body.cvm_ids.join("").length > 500_000
      ? refusal("cvm_ids")
      : validate(body),
  ),
  killedBy: ["valid-request-is-accepted"],
});
