import { isObject } from "../../../contract/index.ts";
import { changeValidation } from "../../changes/change-validation.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "camel-case-understood",
  bug: "`runningOnly` and the like mean `running_only` and the like.",
  changes: changeValidation((body, validate) =>
    validate(
      isObject(body)
        ? {
            ...Object.fromEntries(
              Object.entries(body).map(([name, value]) => [
                name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
                value,
              ]),
            ),
            ...body,
          }
        : body,
    ),
  ),
  killedBy: ["valid-request-is-accepted"],
});
