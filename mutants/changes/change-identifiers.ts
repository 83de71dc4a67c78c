import type { MutantChange } from "../define-mutant.ts";
import { changeSelection, type Selection } from "./change-selection.ts";

type Entry = Selection["entries"][number];

/** Calls the entries of a list by other names: `change` gives them all anew, out of the entries in order and the names that were sent. */
export const changeIdentifiers = (
  change: (entries: readonly Entry[], sent: readonly string[]) => readonly Entry[],
): MutantChange =>
  changeSelection((selection, { options: { cvmIds } }) =>
    cvmIds === null ? selection : { ...selection, entries: change(selection.entries, cvmIds) },
  );

/** Gives the CVMs among the entries these names, in this order, as far as they go. */
export const renameFound = (entries: readonly Entry[], names: readonly string[]): readonly Entry[] => {
  const left = [...names];
  return entries.map((entry) =>
    entry.kind === "unresolved" ? entry : { ...entry, identifier: left.shift() ?? entry.identifier },
  );
};
