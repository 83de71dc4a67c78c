import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-total-counts-all",
  bug: "A preview of a scan that the limit cuts counts in `total` what its filters leave out, too.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds !== null || !options.dryRun || selection.total <= options.limit) return selection;
    const { total } = await select(caller, { ...options, runningOnly: false, missingOnly: false });
    return { total, entries: selection.entries };
  }),
  killedBy: ["preview-takes-the-same-cvms"],
});
