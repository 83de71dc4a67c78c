import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflicts-counted-as-errors",
  bug: "Conflicts are counted as errors.",
  changes: changeBody((body) => ({ ...body, errors: body.errors + body.conflicts, conflicts: 0 })),
  killedBy: ["counts-match-items"],
});
