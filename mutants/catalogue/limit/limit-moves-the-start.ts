import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "limit-moves-the-start",
  bug: "A scan starts at another CVM for each limit.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds !== null) return selection;
    const { entries } = await select(caller, { ...options, limit: Number.MAX_SAFE_INTEGER });
    const start = options.limit % Math.max(1, entries.length);
    return { ...selection, entries: [...entries.slice(start), ...entries.slice(0, start)].slice(0, options.limit) };
  }),
  killedBy: ["limit-is-monotone"],
});
