import { refuseTooLate } from "../../changes/refuse-too-late.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "bad-dry-run-refused-after-writing",
  bug: "A `dry_run` that is neither true nor false is refused when everything has been written.",
  changes: refuseTooLate(({ dry_run: dryRun, ...body }) =>
    dryRun === undefined || typeof dryRun === "boolean" ? { ...body, dry_run: dryRun } : body,
  ),
  killedBy: ["nothing-else-is-written"],
});
