import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "repeated-ids-processed-twice",
  bug: "A CVM that is named twice is processed twice.",
  changes: changeSelection((selection, { options }) => {
    if (options.cvmIds === null) return selection;
    const entryOf = new Map(selection.entries.map((entry) => [entry.identifier, entry]));
    const entries = options.cvmIds.flatMap((name) => entryOf.get(name) ?? []);
    return { total: Math.max(selection.total, entries.length), entries: entries.slice(0, options.limit) };
  }),
  killedBy: ["each-cvm-once", "repeating-an-id-changes-nothing", "only-what-was-named"],
});
