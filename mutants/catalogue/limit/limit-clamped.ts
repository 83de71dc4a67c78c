import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-clamped",
  bug: "A limit out of bounds is moved to the nearest bound.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body) && Number.isInteger(body.limit)
        ? { ...body, limit: Math.min(500, Math.max(1, Number(body.limit))) }
        : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
