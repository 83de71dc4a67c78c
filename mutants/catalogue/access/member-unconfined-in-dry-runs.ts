import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "member-unconfined-in-dry-runs",
  bug: "A member may name CVMs of any workspace in a dry run.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.dryRun ? select({ ...caller, isAdmin: true }, options) : selection,
  ),
  killedBy: ["members-stay-in-their-workspace"],
});
