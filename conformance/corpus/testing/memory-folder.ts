import type { CorpusFolder } from "../corpus.ts";

/** A corpus's folder in memory, its files open to the test. */
export const memoryFolder = (
  files = new Map<string, string>(),
): CorpusFolder & { readonly files: Map<string, string> } => ({
  files,
  read: async () => [...files].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, text]) => ({ name, text })),
  readOne: async (name) => files.get(name) ?? null,
  save: async (name, text) => {
    files.set(name, text);
  },
  remove: async (name) => {
    files.delete(name);
  },
});
