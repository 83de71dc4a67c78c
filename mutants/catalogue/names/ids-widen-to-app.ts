import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "ids-widen-to-app",
  bug: "Naming a CVM processes the replicas of its app, too.",
  changes: changeSelection(async (selection, { options, store, caller }) => {
    if (options.cvmIds === null) return selection;
    const named = new Set(selection.entries.flatMap((entry) => (entry.kind === "unresolved" ? [] : [entry.cvm.cvmId])));
    const apps = new Set(selection.entries.flatMap((entry) => (entry.kind === "processed" ? [entry.cvm.appId] : [])));
    const replicas = (await store.snapshot()).filter(
      (cvm) => apps.has(cvm.appId) && !named.has(cvm.cvmId) && cvm.workspaceId === caller.workspaceId,
    );
    const entries = [
      ...selection.entries,
      ...replicas.map((cvm) => ({ kind: "processed" as const, identifier: cvm.vmUuid, cvm })),
    ];
    return { total: selection.total + replicas.length, entries: entries.slice(0, options.limit) };
  }),
  killedBy: ["only-what-was-named"],
});
