import type { ReportedPreviews } from "./report.ts";

/** What ends the previews of a run that has no leave to write: one was seen to write, or it could not be seen whether one did. */
export type PreviewsStop = "written" | "unseen";

/** What ended the previews of a run, or null where nothing did. */
export const whyPreviewsStopped = (previews: ReportedPreviews | null): PreviewsStop | null => {
  if (previews === null) return null;
  if (previews.written.length > 0) return "written";
  return previews.unseen.length > 0 ? "unseen" : null;
};
