import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-id-empties-the-answer",
  bug: "One unknown id, and no CVM is processed.",
  changes: changeSelection((selection) => {
    const unknown = selection.entries.filter((entry) => entry.kind === "unresolved");
    return unknown.length === 0 ? selection : { total: unknown.length, entries: unknown };
  }),
  killedBy: ["unknown-id-spoils-nothing"],
});
