import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-total-after-limit",
  bug: "A request that writes counts in `total` only what the limit left.",
  changes: changeSelection((selection, { options }) =>
    options.dryRun ? selection : { total: selection.entries.length, entries: selection.entries },
  ),
  killedBy: ["preview-takes-the-same-cvms"],
});
