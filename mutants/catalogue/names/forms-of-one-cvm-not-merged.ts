import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "forms-of-one-cvm-not-merged",
  bug: "A CVM that is named in two forms is processed twice.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds === null) return selection;
    const each = await Promise.all(
      [...new Set(options.cvmIds)].map((name) => select(caller, { ...options, cvmIds: [name] })),
    );
    const entries = each.flatMap((one) => one.entries);
    return { total: entries.length, entries: entries.slice(0, options.limit) };
  }),
  killedBy: ["each-cvm-once"],
});
