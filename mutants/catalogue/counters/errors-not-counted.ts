import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "errors-not-counted",
  bug: "Errors are listed and not counted.",
  changes: changeBody((body) => ({ ...body, errors: 0 })),
  killedBy: ["counts-sum-to-scanned", "counts-match-items"],
});
