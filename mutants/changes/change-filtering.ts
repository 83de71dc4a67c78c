import type { Caller, Cvm, RefreshOptions } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { changeSelection, type Selection } from "./change-selection.ts";

type Entry = Selection["entries"][number];

const cvmOf = (entry: Entry): Cvm | null => (entry.kind === "unresolved" ? null : entry.cvm);

/**
 * Lets other CVMs pass the filters of a request than it asks for. `among` are those that a scan of the workspace may meet, all unless it
 * says otherwise.
 */
export const changeFiltering = (
  passes: (cvm: Cvm, options: RefreshOptions, caller: Caller) => boolean,
  among: (cvms: readonly Cvm[]) => readonly Cvm[] = (cvms) => cvms,
): MutantChange =>
  changeSelection(async (_, { caller, options, select }) => {
    const all = await select(caller, {
      ...options,
      runningOnly: false,
      missingOnly: false,
      limit: Number.MAX_SAFE_INTEGER,
    });
    if (options.cvmIds === null) {
      const met = new Set(among(all.entries.flatMap((entry) => cvmOf(entry) ?? [])));
      const entries = all.entries.filter((entry) => {
        const cvm = cvmOf(entry);
        return cvm !== null && met.has(cvm) && passes(cvm, options, caller);
      });
      return { total: entries.length, entries: entries.slice(0, options.limit) };
    }
    const entries = all.entries.map((entry): Entry => {
      const cvm = cvmOf(entry);
      if (cvm === null || passes(cvm, options, caller)) return entry;
      return { kind: "filtered", identifier: entry.identifier, cvm, reason: "not_running" };
    });
    return { total: all.total, entries: entries.slice(0, options.limit) };
  });
