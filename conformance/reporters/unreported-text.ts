import type { Report } from "../report/report.ts";
import { isExplained, mayBeUnreported } from "../report/reported-unreported.ts";
import { cvmsText, MOST_NAMED, MOST_NAMED_BESIDE } from "./cvms-text.ts";

/** What was stored otherwise later on in a run that might write, and reported by no answer, for people; null where there is nothing to tell. */
export const unreportedText = (report: Pick<Report, "unreported" | "findings">): string | null => {
  const { cvms = [] } = report.unreported ?? {};
  if (cvms.length === 0 || isExplained(report)) return null;
  const named = cvmsText(cvms, mayBeUnreported(report) ? MOST_NAMED : MOST_NAMED_BESIDE);
  return `Of ${cvms.length} ${cvms.length === 1 ? "CVM" : "CVMs"} previews told another stored id later on than at first, and no answer that it was written: ${named}. If nobody else writes to this server, a request wrote that was refused, or more than its answer tells, or the answers are wrong: --state-url may show which, without --allow-writes or with it.`;
};
