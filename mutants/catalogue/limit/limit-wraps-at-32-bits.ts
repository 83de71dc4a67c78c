import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-wraps-at-32-bits",
  bug: "A limit is kept in 32 bits before it is held to its bounds.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body) && typeof body.limit === "number" && body.limit > 500
        ? { ...body, limit: body.limit % 2 ** 32 }
        : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
