import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-1-refused",
  bug: "A limit of 1 is refused.",
  changes: changeValidation((body, validate) =>
    isObject(body) && body.limit === 1 ? refusal("limit") : validate(body),
  ),
  killedBy: ["valid-request-is-accepted"],
});
