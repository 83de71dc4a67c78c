import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "last-lost-when-limit-equals-total",
  bug: "Where a scan selects as many CVMs as the limit allows, the last one is lost, in `total` too.",
  changes: changeSelection((selection, { options }) =>
    options.cvmIds === null && selection.total === options.limit
      ? { total: selection.total - 1, entries: selection.entries.slice(0, -1) }
      : selection,
  ),
  killedBy: ["limit-is-monotone"],
});
