import { isObject } from "../../../contract/index.ts";
import { changeValidation, refusal } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "proto-key-refused",
  bug: "A property named `__proto__` is refused.",
  changes: changeValidation((body, validate) =>
    isObject(body) && Object.hasOwn(body, "__proto__") ? refusal("__proto__") : validate(body),
  ),
  killedBy: ["valid-request-is-accepted", "unknown-property-is-harmless"],
});
