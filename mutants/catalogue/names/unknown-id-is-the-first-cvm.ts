import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-id-is-the-first-cvm",
  bug: "An unknown id stands for the first CVM of the workspace.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (!selection.entries.some((entry) => entry.kind === "unresolved")) return selection;
    const [first] = (await select(caller, { ...options, cvmIds: null, limit: 1 })).entries;
    const named = selection.entries.some(
      (entry) => entry.kind !== "unresolved" && first?.kind === "processed" && entry.cvm.cvmId === first.cvm.cvmId,
    );
    if (first === undefined || named) return selection;
    const at = selection.entries.findIndex((entry) => entry.kind === "unresolved");
    return {
      ...selection,
      entries: selection.entries.with(at, { ...first, identifier: selection.entries[at]?.identifier ?? "" }),
    };
  }),
  killedBy: ["unknown-id-spoils-nothing"],
});
