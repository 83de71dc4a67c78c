import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-run-not-validated",
  bug: "A `dry_run` that is no boolean means false.",
  changes: changeValidation((body, validate) =>
    validate(isObject(body) && body.dry_run !== undefined ? { ...body, dry_run: body.dry_run === true } : body),
  ),
  killedBy: ["invalid-request-is-refused"],
});
