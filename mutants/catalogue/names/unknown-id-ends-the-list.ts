import { changeSelection } from "../../changes/change-selection.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "unknown-id-ends-the-list",
  bug: "What is named behind an unknown id is not processed.",
  changes: changeSelection((selection) => {
    const at = selection.entries.findIndex((entry) => entry.kind === "unresolved");
    return at === -1 ? selection : { total: at + 1, entries: selection.entries.slice(0, at + 1) };
  }),
  killedBy: ["unknown-id-spoils-nothing"],
});
