import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

const MEANT = new Map([
  ["Cvm_Ids", "cvm_ids"],
  ["Overwrite", "overwrite"],
]);

export default defineMutant({
  name: "members-in-title-case-understood",
  bug: "`Overwrite` and `Cvm_Ids` mean `overwrite` and `cvm_ids` where those are left out.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body)
        ? {
            ...Object.fromEntries(Object.entries(body).map(([name, value]) => [MEANT.get(name) ?? name, value])),
            ...body,
          }
        : body,
    ),
  ),
  killedBy: ["unknown-property-is-harmless"],
});
