import { processUnseen } from "../../changes/process-unseen.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-writes-other-workspace-unseen",
  bug: "A scan by a member writes the CVMs of another workspace, too, and does not show them.",
  changes: processUnseen(({ caller, options }) =>
    options.cvmIds === null && !options.dryRun && !caller.isAdmin
      ? { caller: { ...caller, workspaceId: "demo-other" }, options: { ...options, limit: 500 } }
      : null,
  ),
  killedBy: ["nothing-else-is-written"],
});
