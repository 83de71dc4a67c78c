import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "numbers-in-cvm-ids-accepted",
  bug: "Numbers are accepted in `cvm_ids`.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body) && Array.isArray(body.cvm_ids)
        ? { ...body, cvm_ids: body.cvm_ids.map((id: unknown) => (typeof id === "number" ? String(id) : id)) }
        : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
