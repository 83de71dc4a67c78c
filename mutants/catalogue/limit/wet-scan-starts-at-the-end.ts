import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "wet-scan-starts-at-the-end",
  bug: "A scan that writes takes the last CVMs, where its preview takes the first.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds !== null || options.dryRun) return selection;
    const { total, entries } = await select(caller, { ...options, limit: 500 });
    return { total, entries: entries.slice(-options.limit) };
  }),
  killedBy: ["preview-takes-the-same-cvms"],
});
