import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "string-cvm-ids-accepted",
  bug: "A single string is accepted for `cvm_ids`.",
  changes: changeValidation((body, validate) =>
    validate(isObject(body) && typeof body.cvm_ids === "string" ? { ...body, cvm_ids: [body.cvm_ids] } : body),
  ),
  killedBy: ["invalid-request-is-refused"],
});
