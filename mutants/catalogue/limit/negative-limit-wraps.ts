import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "negative-limit-wraps",
  bug: "A limit below 0 is kept in 32 bits without a sign before it is held to its bounds.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body) && typeof body.limit === "number" && body.limit < 0 ? { ...body, limit: body.limit >>> 0 } : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
