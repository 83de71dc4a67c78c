import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "member-unconfined-in-wet-runs",
  bug: "A member may name CVMs of any workspace in a wet run.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.dryRun ? selection : select({ ...caller, isAdmin: true }, options),
  ),
  killedBy: ["members-stay-in-their-workspace"],
});
