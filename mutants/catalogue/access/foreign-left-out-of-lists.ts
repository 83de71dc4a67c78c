import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "foreign-left-out-of-lists",
  bug: "In a list of several names a foreign CVM is left out, while an unknown name gets an item.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    if (options.cvmIds === null || caller.isAdmin || options.cvmIds.length < 2) return selection;
    const all = await select({ ...caller, isAdmin: true }, { ...options, limit: 500 });
    const foreign = new Set(
      all.entries.flatMap((entry) =>
        entry.kind !== "unresolved" && entry.cvm.workspaceId !== caller.workspaceId ? [entry.identifier] : [],
      ),
    );
    return select(caller, { ...options, cvmIds: options.cvmIds.filter((name) => !foreign.has(name)) });
  }),
  killedBy: ["foreign-and-unknown-look-alike"],
});
