import type { Level } from "../../cases/judgement.ts";
import type { ReportedBaseline, ReportedFinding, ReportedLaw } from "../../report/report.ts";

/** A finding that is known: it does not fail the gate until it expires. */
export interface BaselineEntry {
  readonly fingerprint: string;
  readonly law: string;
  readonly level: Level;
  /** What is wrong, as it was found. */
  readonly message: string;
  /** Why it is tolerated, in the user's words. */
  readonly reason?: string;
  /** The last day on which it is tolerated (UTC), such as 2026-12-31. */
  readonly expires?: string;
}

/** A baseline as a run uses it. */
export interface RunBaseline {
  readonly entries: readonly BaselineEntry[];
  /** What this run finds goes into the baseline, so that it is known from now on. */
  readonly isUpdating: boolean;
}

const DAY_MS = 86_400_000;

/** Whether an entry's last day is over. */
const isExpired = ({ expires }: BaselineEntry, nowMs: number): boolean =>
  expires !== undefined && nowMs >= Date.parse(expires) + DAY_MS;

/** The findings, each with whether it is known. */
export const markKnown = (
  findings: readonly ReportedFinding[],
  baseline: RunBaseline | null,
  nowMs: number,
): readonly ReportedFinding[] => {
  if (baseline === null) return findings;
  return findings.map((finding) => {
    const entry = baseline.entries.find(({ fingerprint }) => fingerprint === finding.fingerprint);
    const known = entry === undefined ? baseline.isUpdating : !isExpired(entry, nowMs);
    return { ...finding, known };
  });
};

/** Only of a law that was put to the test can it be said that something is fixed. */
const wasTested = (law: string, laws: readonly ReportedLaw[]): boolean =>
  laws.some(({ id, verdict, evidence }) => id === law && evidence > 0 && (verdict === "held" || verdict === "broken"));

/** What a run says of a baseline's entries. A run that ended early calls nothing fixed. */
export const reportBaseline = (
  { entries }: RunBaseline,
  findings: readonly ReportedFinding[],
  laws: readonly ReportedLaw[],
  { nowMs, isWhole }: { readonly nowMs: number; readonly isWhole: boolean },
): ReportedBaseline => {
  const isFound = ({ fingerprint }: BaselineEntry): boolean =>
    findings.some((finding) => finding.fingerprint === fingerprint);
  const told = ({ fingerprint, law, reason, expires }: BaselineEntry) => ({
    fingerprint,
    law,
    reason: reason ?? null,
    expires: expires ?? null,
  });
  return {
    fixed: entries.filter((entry) => isWhole && !isFound(entry) && wasTested(entry.law, laws)).map(told),
    expired: entries.filter((entry) => isFound(entry) && isExpired(entry, nowMs)).map(told),
  };
};

/** The baseline that a run leaves: what it found, with reasons and expiries as they were, and what it could say nothing of. */
export const updatedEntries = (
  entries: readonly BaselineEntry[],
  findings: readonly ReportedFinding[],
  { fixed }: ReportedBaseline,
): readonly BaselineEntry[] => {
  const found = findings.map(({ fingerprint, law, level, message }): BaselineEntry => {
    const { reason, expires } = entries.find((entry) => entry.fingerprint === fingerprint) ?? {};
    return {
      fingerprint,
      law,
      level,
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(expires === undefined ? {} : { expires }),
    };
  });
  const gone = new Set([...findings, ...fixed].map(({ fingerprint }) => fingerprint));
  return [...found, ...entries.filter(({ fingerprint }) => !gone.has(fingerprint))];
};
