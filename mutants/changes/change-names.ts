import type { MutantChange } from "../define-mutant.ts";
import { changeSelection } from "./change-selection.ts";

/** A CVM that the caller sees. */
interface KnownCvm {
  readonly cvmId: number;
  readonly vmUuid: string;
  readonly name: string;
}

/** Takes a name for another one, say that of a CVM that the caller sees; the answer still calls the CVM as the request did. */
export const changeNames = (meant: (name: string, known: readonly KnownCvm[]) => string): MutantChange =>
  changeSelection(async (selection, { caller, options, select }) => {
    // What an admin may name is more than a scan of his shows.
    if (options.cvmIds === null || caller.isAdmin) return selection;
    const all = { ...options, cvmIds: null, runningOnly: false, missingOnly: false, limit: 500 };
    const known = (await select(caller, all)).entries.flatMap((entry) =>
      entry.kind === "unresolved" ? [] : [entry.cvm],
    );
    const asNamed = new Map<string, string>();
    for (const name of options.cvmIds) {
      const other = meant(name, known);
      if (!asNamed.has(other)) asNamed.set(other, name);
    }
    const { total, entries } = await select(caller, { ...options, cvmIds: [...asNamed.keys()] });
    const renamed = entries.map((entry) => ({
      ...entry,
      identifier: asNamed.get(entry.identifier) ?? entry.identifier,
    }));
    return { total, entries: renamed };
  });
