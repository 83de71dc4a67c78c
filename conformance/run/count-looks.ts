import type { LawBook } from "../engine/law-book.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import { haveStopped } from "../report/why-previews-stopped.ts";

/**
 * Counts the looks of a first look as evidence for the law about what previews write: each CVM that was looked at after a preview had told
 * a change of it, where all are stored as they were. In whole runs that law has cases of its own.
 */
export const countLooks = (book: LawBook, previews: ReportedPreviews | null): void => {
  if (previews === null || haveStopped(previews) || previews.alsoChanged.length > 0) return;
  for (const law of book.relations) if (law.guard !== undefined) book.addEvidence(law, previews.cvmsLookedAt);
};
