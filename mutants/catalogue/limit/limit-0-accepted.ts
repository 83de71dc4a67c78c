import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-0-accepted",
  bug: "A limit of 0 is accepted.",
  changes: changeValidation((body, validate) =>
    validate(isObject(body) && body.limit === 0 ? { ...body, limit: 1 } : body),
  ),
  killedBy: ["invalid-request-is-refused"],
});
