import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "only-first-id-validated",
  bug: "Only the first entry of `cvm_ids` is validated.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body) && Array.isArray(body.cvm_ids)
        ? { ...body, cvm_ids: body.cvm_ids.filter((id: unknown, index) => index === 0 || typeof id === "string") }
        : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
