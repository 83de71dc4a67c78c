import type { ReportedReplay, ReportedReplays, ReplayVerdict } from "../report/reported-replays.ts";

/** What is counted of findings that were sent again, as in `1 still broken, 0 unstable, 2 fixed, 0 untested`. */
export const replaysText = ({ findings, unread }: ReportedReplays, ofFixed = ""): string => {
  const count = (verdict: ReplayVerdict): number => findings.filter((one) => one.verdict === verdict).length;
  const doubted = findings.filter(({ verdict, why }) => verdict === "fixed" && why !== null).length;
  const asFar = doubted === 0 ? "" : ` (${doubted} as far as requests sent one at a time show)`;
  const others = unread === 0 ? "" : `, ${unread} in files that can't be read`;
  return `${count("broken")} still broken, ${count("unstable")} unstable, ${count("fixed")} fixed${ofFixed}${asFar}, ${count("untested")} untested${others}`;
};

/** What is said of a finding that was sent again. What its record tells of CVMs and ids, and by what these were seen, is of that time. */
export const replayText = ({ message, why }: Pick<ReportedReplay, "message" | "why">): string =>
  why ?? `When it was recorded: ${message}`;
