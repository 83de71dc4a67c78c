import type { ReportedReplay, ReportedReplays, ReplayVerdict } from "../report/reported-replays.ts";
import { counted } from "./number-text.ts";

/** What those findings that are about what previews write are called fixed by. */
const byPreviews = (findings: readonly ReportedReplay[], fixed: number): string => {
  const sent = findings.flatMap(({ previews }) => previews ?? []);
  if (sent.length === 0) return "";
  const count = Math.max(...sent);
  const seen = count === 1 ? "which was not seen to write" : "of which none was seen to write";
  return ` (${sent.length === fixed ? "" : `${sent.length} of them `}by ${counted(count, "preview")}, ${seen})`;
};

/** What is counted of findings that were sent again, as in `1 still broken, 0 unstable, 2 fixed, 0 untested`. */
export const replaysText = ({ findings, unread }: ReportedReplays, ofFixed = ""): string => {
  const count = (verdict: ReplayVerdict): number => findings.filter((one) => one.verdict === verdict).length;
  const others = unread === 0 ? "" : `, ${unread} in files that can't be read`;
  const fixed = count("fixed");
  return `${count("broken")} still broken, ${count("unstable")} unstable, ${fixed} fixed${ofFixed}${byPreviews(findings, fixed)}, ${count("untested")} untested${others}`;
};

/** What is said of a finding that was sent again. What its record tells of CVMs and ids, and by what these were seen, is of that time. */
export const replayText = ({ message, why }: Pick<ReportedReplay, "message" | "why">): string =>
  why ?? `When it was recorded: ${message}`;
