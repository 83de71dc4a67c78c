import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "repeated-ids-counted",
  bug: "`total` counts an id as often as it is named.",
  changes: changeSelection((selection, { options }) =>
    options.cvmIds === null ? selection : { ...selection, total: options.cvmIds.length },
  ),
  killedBy: ["only-what-was-named", "scanned-is-min-of-total-and-limit", "repeating-an-id-changes-nothing"],
});
