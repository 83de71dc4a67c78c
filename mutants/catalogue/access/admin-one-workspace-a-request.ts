import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "admin-one-workspace-a-request",
  bug: "An admin's list is answered for the workspace of the first CVM that is named; those of others are not found.",
  changes: changeSelection((selection, { caller }) => {
    const workspaces = selection.entries.flatMap((entry) => (entry.kind === "unresolved" ? [] : entry.cvm.workspaceId));
    if (!caller.isAdmin) return selection;
    return {
      ...selection,
      entries: selection.entries.map((entry) =>
        entry.kind === "unresolved" || entry.cvm.workspaceId === workspaces[0]
          ? entry
          : { kind: "unresolved", identifier: entry.identifier, reason: "not_found" },
      ),
    };
  }),
  killedBy: ["admin-crosses-workspaces"],
});
