import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "scan-takes-no-exited",
  bug: "A scan without `running_only` leaves out CVMs that do not run where `missing_only` is off.",
  changes: changeSelection((selection, { caller, options, select }) =>
    options.cvmIds === null && !options.missingOnly ? select(caller, { ...options, runningOnly: true }) : selection,
  ),
  killedBy: ["scan-totals-match-the-store"],
});
