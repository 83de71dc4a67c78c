import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "dry-scan-ignores-attempts",
  bug: "A preview of a scan takes the CVMs by their number, whoever was attempted before.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds !== null || !options.dryRun) return selection;
    const { total, entries } = await select(caller, { ...options, limit: 500 });
    const numberOf = (entry: (typeof entries)[number]): number => (entry.kind === "unresolved" ? 0 : entry.cvm.cvmId);
    return { total, entries: entries.toSorted((a, b) => numberOf(a) - numberOf(b)).slice(0, options.limit) };
  }),
  killedBy: ["preview-takes-the-same-cvms"],
});
