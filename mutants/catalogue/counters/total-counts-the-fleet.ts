import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "total-counts-the-fleet",
  bug: "`total` of a list counts the whole workspace.",
  changes: changeSelection(async (selection, { caller, options, select }) =>
    options.cvmIds === null
      ? selection
      : { ...selection, total: (await select(caller, { ...options, cvmIds: null })).total },
  ),
  killedBy: ["only-what-was-named", "scanned-within-total"],
});
