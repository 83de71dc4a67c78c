import type { Caller, RefreshItem, RefreshOptions } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import type { Selection } from "./change-selection.ts";

/** What a request asks for, and what is selected for it. */
export interface Asked {
  readonly caller: Caller;
  readonly options: RefreshOptions;
  readonly selection: Selection;
}

/** For whom, and with which options, else to select. */
type Also = Partial<Pick<Asked, "caller" | "options">>;

/**
 * Processes further CVMs, those of another selection, and leaves them out of the answer; what a preview finds for them is written
 * too. `also` gives null where a request is done as it should be.
 */
export const processUnseen = (also: (asked: Asked) => Also | null): MutantChange => ({
  at: "steps",
  make: ({ select, decide, persist, toResponseBody }, store) => {
    const unseenBy = new WeakMap<object, ReadonlySet<number>>();
    const unseen = new WeakSet<object>();
    const marked = (item: RefreshItem, options: RefreshOptions): RefreshItem => {
      if (unseenBy.get(options)?.has(item.cvmId)) unseen.add(item);
      return item;
    };
    return {
      select: async (selected, caller, options) => {
        const selection = await select(selected, caller, options);
        const other = also({ caller, options, selection });
        if (other === null) return selection;
        const seen = new Set(selection.entries.flatMap((entry) => (entry.kind === "processed" ? entry.cvm.cvmId : [])));
        const wider = await select(selected, other.caller ?? caller, other.options ?? options);
        const more = wider.entries.filter((entry) => entry.kind === "processed" && !seen.has(entry.cvm.cvmId));
        unseenBy.set(options, new Set(more.flatMap((entry) => (entry.kind === "processed" ? entry.cvm.cvmId : []))));
        return { total: selection.total, entries: [...selection.entries, ...more] };
      },
      decide: (facts, options) => {
        const item = marked(decide(facts, options), options);
        const { cvmId, status, oldInstanceId: expected, newInstanceId: next } = item;
        if (options.dryRun && unseen.has(item) && status === "updated" && next !== null)
          void store.record({ atMs: 0, attempted: [], writes: [{ cvmId, expected, next }] });
        return item;
      },
      persist: async (kept, attempts, options, nowMs) =>
        (await persist(kept, attempts, options, nowMs)).map((item) => marked(item, options)),
      toResponseBody: ({ total, items }) => toResponseBody({ total, items: items.filter((item) => !unseen.has(item)) }),
    };
  },
});
