import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-500-refused",
  bug: "A limit of 500 is refused.",
  changes: changeValidation((body, validate) =>
    isObject(body) && body.limit === 500 ? refusal("limit") : validate(body),
  ),
  killedBy: ["valid-request-is-accepted"],
});
