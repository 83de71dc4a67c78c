import type { ReportedFinding, RunOutcome } from "./report.ts";
import type { ReportedReplays } from "./reported-replays.ts";

/** The outcome of a run that sent findings again and did nothing else: that of the findings, whatever else was seen beside them. */
export const outcomeOfReplays = ({ findings, unread }: ReportedReplays, isLost: boolean): RunOutcome => {
  if (findings.some(({ verdict }) => verdict === "broken")) return "broken";
  if (isLost) return "failed";
  return unread === 0 && findings.every(({ verdict }) => verdict === "fixed") ? "conforms" : "inconclusive";
};

/** Whether a finding is of a law that a finding which was sent again still breaks, or one that was only seen beside these. */
export const isStillBroken = ({ law, also }: ReportedFinding, { findings }: ReportedReplays): boolean =>
  findings.some(
    (one) => one.verdict === "broken" && (one.law === law || also.some((breach) => breach.law === one.law)),
  );
