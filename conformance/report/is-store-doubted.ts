import type { Report } from "./report.ts";
import { mayBeUnreported } from "./reported-unreported.ts";
import { haveStopped, mayHaveWritten, type PreviewsOfRun } from "./why-previews-stopped.ts";

/** Whether a preview was seen to write, or may have, or whether one did could not be seen; or something may have been written that no answer reported. */
export const isStoreDoubted = ({
  previews,
  settings,
  ...run
}: PreviewsOfRun & Pick<Report, "findings" | "unreported">): boolean =>
  (previews !== null && haveStopped(previews)) || mayHaveWritten({ previews, settings }) || mayBeUnreported(run);
