import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-before-filters",
  bug: "A scan takes the first CVMs up to the limit and filters those.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds !== null) return selection;
    const first = await select(caller, { ...options, runningOnly: false, missingOnly: false });
    const looked = new Set(first.entries.map(({ identifier }) => identifier));
    return { ...selection, entries: selection.entries.filter(({ identifier }) => looked.has(identifier)) };
  }),
  killedBy: ["scanned-is-min-of-total-and-limit"],
});
