import type { Level } from "../cases/judgement.ts";
import { gravity } from "./gravity.ts";
import { levelFor } from "./is-about.ts";
import type { ReportedFinding, ReportedLaw, RunOutcome } from "./report.ts";
import type { ReportedPace } from "./reported-pace.ts";

/** The gravest level at which findings break a law, or null where none does. */
export const gravest = (findings: readonly ReportedFinding[], law: string): Level | null =>
  findings.flatMap((finding) => levelFor(finding, law) ?? []).toSorted((a, b) => gravity[b] - gravity[a])[0] ?? null;

/** The findings that fail a run: those that are not known, of the level that it fails on or a graver one. */
export const failing = (
  findings: readonly ReportedFinding[],
  failOn: Extract<Level, "must" | "should">,
): readonly ReportedFinding[] => findings.filter(({ known, level }) => !known && gravity[level] >= gravity[failOn]);

/** Why a phase was not begun, where the run was to do without it. */
export const NOT_ASKED_FOR = "not asked for";

/** Why a phase was not begun, where the run had ended before. */
export const RUN_WAS_OVER = "the run was over";

/** What decides the outcome of a run beside its verdicts. */
export interface RunEnd {
  readonly failOn: Extract<Level, "must" | "should">;
  readonly strictEvidence: boolean;
  readonly interrupted: boolean;
  /** The target was lost on the way. */
  readonly isLost: boolean;
  /** A preview was seen to write, or it could not be seen whether one did, or something else than was reported. */
  readonly storeDoubted: boolean;
  readonly requests: number;
  readonly pace: Pick<ReportedPace, "unanswered" | "allowed">;
}

/** Whether most requests of a run were put off, or answered what the user lets pass, so that nothing which it says of a server is to be relied on. */
export const isMostlyUnanswered = ({ requests, pace }: Pick<RunEnd, "requests" | "pace">): boolean =>
  (pace.unanswered + (pace.allowed ?? 0)) * 2 > requests;

/** Whether a run that looked for must laws put none of them to the test; of a run that looked for none, whether it tested any law. */
export const testedNothing = (laws: readonly Pick<ReportedLaw, "level" | "verdict">[]): boolean => {
  const able = laws.filter(({ verdict }) => verdict !== "skipped");
  const must = able.filter(({ level }) => level === "must");
  const sought = must.length > 0 ? must : able;
  return sought.length > 0 && sought.every(({ verdict }) => verdict === "not-exercised");
};

/** The outcome of a run with these verdicts. Findings that are known break nothing anew. */
export const outcomeOf = (
  end: RunEnd,
  laws: readonly ReportedLaw[],
  findings: readonly ReportedFinding[],
): RunOutcome => {
  const { failOn, strictEvidence, interrupted, isLost } = end;
  if (laws.some((law) => law.verdict === "harness-error")) return "failed";
  if (failing(findings, failOn).length > 0) return "broken";
  if (isLost) return "failed";
  if (end.storeDoubted || end.requests === 0 || isMostlyUnanswered(end) || testedNothing(laws)) return "inconclusive";
  const lacksEvidence = laws.some((law) => law.level === "must" && law.verdict === "not-exercised");
  return (strictEvidence || interrupted) && lacksEvidence ? "inconclusive" : "conforms";
};
