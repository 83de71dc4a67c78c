import { changeIdentifiers, renameFound } from "../../changes/change-identifiers.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifiers-shifted-by-unknown",
  bug: "The CVMs that were found are put beside all names that were sent, so that behind an unknown one each has the name of the one before it.",
  changes: changeIdentifiers((entries) =>
    renameFound(
      entries,
      entries.map(({ identifier }) => identifier),
    ),
  ),
  killedBy: ["identifier-names-its-cvm", "unknown-id-spoils-nothing"],
});
