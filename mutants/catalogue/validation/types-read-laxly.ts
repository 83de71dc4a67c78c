import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "types-read-laxly",
  bug: "The string `true` and the number 1 are taken for true.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body)
        ? Object.fromEntries(
            Object.entries(body).map(([name, value]) => [
              name,
              name !== "limit" && (value === "true" || value === 1) ? true : value,
            ]),
          )
        : body,
    ),
  ),
  killedBy: ["invalid-request-is-refused"],
});
