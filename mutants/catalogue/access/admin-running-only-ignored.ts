import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-running-only-ignored",
  bug: "What an admin names is processed whether it runs or not.",
  changes: changeSelection((selection, { caller, options, select }) =>
    caller.isAdmin && options.cvmIds !== null ? select(caller, { ...options, runningOnly: false }) : selection,
  ),
  killedBy: ["admin-crosses-workspaces"],
});
