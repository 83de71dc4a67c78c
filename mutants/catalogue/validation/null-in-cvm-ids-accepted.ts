import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "null-in-cvm-ids-accepted",
  bug: "`null` is accepted in `cvm_ids`.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body) && Array.isArray(body.cvm_ids)
        ? { ...body, cvm_ids: body.cvm_ids.filter((id: unknown) => id !== null) }
        : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
