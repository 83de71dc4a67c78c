import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "members-in-any-case",
  bug: "Members are matched without regard to case, as Go's encoding/json does: `Limit` and `LIMIT` mean `limit`.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body)
        ? Object.fromEntries(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]))
        : body,
    ),
  ),
  killedBy: ["unknown-property-is-harmless"],
});
