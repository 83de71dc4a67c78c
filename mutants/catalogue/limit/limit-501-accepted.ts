import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-501-accepted",
  bug: "A limit of 501 is accepted.",
  changes: changeValidation((body, validate) =>
    validate(isObject(body) && body.limit === 501 ? { ...body, limit: 500 } : body),
  ),
  killedBy: ["invalid-request-is-refused"],
});
