import { createMemoryStore } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";
import { changeStore } from "./change-store.ts";

/** Reads from a copy of the store that stopped to follow it right at the start, or where it was put back; `isStale` says which reads, by their number. */
export const readStaleCopy = (isStale: (read: number) => boolean): MutantChange =>
  changeStore((own) => {
    const copyOfNow = async () => createMemoryStore(await own.snapshot());
    let copy = copyOfNow();
    let reads = 0;
    const next = async () => {
      reads += 1;
      return isStale(reads) ? copy : own;
    };
    return {
      scan: async (query) => (await next()).scan(query),
      find: async (keys, workspaceId) => (await next()).find(keys, workspaceId),
      restore: async (cvms, overrides) => {
        await own.restore(cvms, overrides);
        copy = copyOfNow();
      },
    };
  });
