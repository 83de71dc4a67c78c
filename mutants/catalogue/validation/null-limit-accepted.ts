import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "null-limit-accepted",
  bug: "A limit of null means the default.",
  changes: changeValidation((body, validate) => {
    if (!isObject(body) || body.limit !== null) return validate(body);
    const { limit: _, ...others } = body;
    return validate(others);
  }),
  killedBy: ["invalid-request-is-refused"],
});
