import type { ReportedReplays, ReplayVerdict } from "../report/reported-replays.ts";

/** What is counted of findings that were sent again, as in `1 still broken, 0 unstable, 2 fixed, 0 untested`. */
export const replaysText = ({ findings, unread }: ReportedReplays, ofFixed = ""): string => {
  const count = (verdict: ReplayVerdict): number => findings.filter((one) => one.verdict === verdict).length;
  const others = unread === 0 ? "" : `, ${unread} in files that can't be read`;
  return `${count("broken")} still broken, ${count("unstable")} unstable, ${count("fixed")} fixed${ofFixed}, ${count("untested")} untested${others}`;
};
