import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-list-takes-the-last",
  bug: "Of a list that the limit cuts a wet run takes the last names, a preview the first.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds === null || options.dryRun) return selection;
    const { total, entries } = await select(caller, { ...options, limit: 500 });
    return { total, entries: entries.slice(-options.limit) };
  }),
  killedBy: ["preview-takes-the-same-cvms"],
});
