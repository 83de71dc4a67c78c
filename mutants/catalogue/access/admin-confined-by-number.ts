import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-confined-by-number",
  bug: "An admin who names a CVM by its key is confined to a workspace.",
  changes: changeSelection((selection, { caller, options, select }) =>
    caller.isAdmin && options.cvmIds?.some((name) => /^[0-9]+$/.test(name))
      ? select({ ...caller, isAdmin: false }, options)
      : selection,
  ),
  killedBy: ["admin-crosses-workspaces"],
});
