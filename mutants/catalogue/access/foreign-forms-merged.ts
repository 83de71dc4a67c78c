import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "foreign-forms-merged",
  bug: "Names are merged before access is looked at: two forms of a foreign CVM get one `not_found`, two unknown names two.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds === null || caller.isAdmin) return selection;
    const all = await select({ ...caller, isAdmin: true }, { ...options, limit: 500 });
    const shown = new Set(all.entries.map(({ identifier }) => identifier));
    const whole = await select(caller, { ...options, limit: 500 });
    const entries = whole.entries.filter(({ identifier }) => shown.has(identifier));
    return { total: entries.length, entries: entries.slice(0, options.limit) };
  }),
  killedBy: ["foreign-and-unknown-look-alike"],
});
