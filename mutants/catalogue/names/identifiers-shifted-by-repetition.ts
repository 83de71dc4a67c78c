import { changeIdentifiers, renameFound } from "../../changes/change-identifiers.ts";
import { defineMutant } from "../../define-mutant.ts";

export default defineMutant({
  name: "identifiers-shifted-by-repetition",
  bug: "Each CVM is looked up once and put beside the names as they were sent, one that is there twice included.",
  changes: changeIdentifiers((entries, sent) =>
    entries.some(({ kind }) => kind === "unresolved") ? entries : renameFound(entries, sent),
  ),
  killedBy: ["identifier-names-its-cvm", "repeating-an-id-changes-nothing"],
});
