import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "foreign-cvm-told-apart",
  bug: "A CVM of another workspace is refused with another reason than an unknown id.",
  changes: changeSelection(async (selection, { caller, options, select }) => {
    const everywhere = await select({ ...caller, isAdmin: true }, options);
    const exists = new Set(
      everywhere.entries.flatMap((entry) => (entry.kind === "unresolved" ? [] : [entry.identifier])),
    );
    const entries = selection.entries.map((entry) =>
      entry.kind === "unresolved" && exists.has(entry.identifier)
        ? { ...entry, reason: "invalid_identifier" as const }
        : entry,
    );
    return { ...selection, entries };
  }),
  killedBy: ["foreign-and-unknown-look-alike"],
});
