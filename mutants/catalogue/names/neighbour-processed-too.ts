import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "neighbour-processed-too",
  bug: "Naming a CVM processes the one with the next key, too.",
  changes: changeSelection(async (selection, { options, store, caller }) => {
    const last = selection.entries.findLast((entry) => entry.kind === "processed");
    if (options.cvmIds === null || last === undefined || selection.entries.length === options.limit) return selection;
    const named = new Set(selection.entries.flatMap((entry) => (entry.kind === "unresolved" ? [] : [entry.cvm.cvmId])));
    const next = (await store.snapshot()).find(
      ({ cvmId, workspaceId }) => cvmId > last.cvm.cvmId && workspaceId === caller.workspaceId && !named.has(cvmId),
    );
    if (next === undefined) return selection;
    return {
      total: selection.total + 1,
      entries: [...selection.entries, { kind: "processed", identifier: next.vmUuid, cvm: next }],
    };
  }),
  killedBy: ["only-what-was-named"],
});
