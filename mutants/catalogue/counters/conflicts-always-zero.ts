import { changeBody } from "../../changes/change-body.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "conflicts-always-zero",
  bug: "`conflicts` is always 0.",
  changes: changeBody((body) => ({ ...body, conflicts: 0 })),
  killedBy: ["counts-match-items", "counts-sum-to-scanned"],
});
