import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unresolved-list-writes-unseen",
  bug: "A list of which nothing is found is answered as such, and the whole scan is written.",
  changes: processUnseen(({ options, selection }) =>
    !options.dryRun && (options.cvmIds ?? []).length > 0 && selection.entries.every(({ kind }) => kind === "unresolved")
      ? { options: { ...options, cvmIds: null, limit: 500 } }
      : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
