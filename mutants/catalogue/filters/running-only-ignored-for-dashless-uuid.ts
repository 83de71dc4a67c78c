import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "running-only-ignored-for-dashless-uuid",
  bug: "`running_only` is ignored where a CVM is named by its UUID without dashes.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.cvmIds?.some((name) => /^[0-9a-f]{32}$/.test(name))
      ? select(caller, { ...options, runningOnly: false })
      : selection,
  ),
  killedBy: ["filters-hold-for-named-cvms"],
});
