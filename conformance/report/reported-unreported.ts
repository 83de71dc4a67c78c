import type { Level } from "../cases/judgement.ts";
import type { WrittenId } from "./reported-previews.ts";

/** What was stored otherwise later on, in a run that might write, and was reported by no answer of it. */
export interface ReportedUnreported {
  /** CVMs of which previews told another stored id later on than at first, and no answer that it had been written. Who wrote is not known. */
  readonly cvms: readonly WrittenId[];
  /** Of so many CVMs previews told an update to one and the same key, and so many of these are among `cvms`: of the key of which that is the largest share. */
  readonly share: { readonly promised: number; readonly changed: number };
  /** Whether what is stored went on changing while no case was sent; null where that was not seen. */
  readonly movesByItself: boolean | null;
}

/** So many CVMs it has to be at least, before one thinks of a request: a few may well be somebody's work. */
const FEW = 5;

/** What is broken explains it. */
export const isExplained = ({ findings }: { readonly findings: readonly { readonly level: Level }[] }): boolean =>
  findings.some(({ level }) => level === "must");

/**
 * Whether requests may have written what no answer reports, though no must law was seen to be broken: it is so of a quarter of the CVMs of which previews told
 * an update to one key, or of all where these are few, and nothing changed any more once nothing was sent.
 */
export const mayBeUnreported = (report: {
  readonly unreported?: ReportedUnreported | undefined;
  readonly findings: readonly { readonly level: Level }[];
}): boolean => {
  const { unreported } = report;
  if (unreported === undefined || unreported.movesByItself === true || isExplained(report)) return false;
  const { changed, promised } = unreported.share;
  return changed >= Math.min(FEW, promised) && changed * 4 >= promised;
};
