import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "long-id-refused",
  bug: "A string of more than 255 characters in `cvm_ids` is refused.",
  changes: changeValidation((body, validate) =>
    isObject(body) &&
    Array.isArray(body.cvm_ids) &&
    body.cvm_ids.some((id: unknown) => typeof id === "string" && id.length > 255)
      ? refusal("cvm_ids")
      : validate(body),
  ),
  killedBy: ["valid-request-is-accepted"],
});
