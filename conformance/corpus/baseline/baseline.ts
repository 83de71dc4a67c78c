import type { Level } from "../../cases/judgement.ts";
import type { ReportedBaseline, ReportedFinding, ReportedLaw } from "../../report/report.ts";
import type { ReplayVerdict } from "../../report/reported-replays.ts";
import type { RecordedFinding } from "../corpus-file.ts";

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
  /** Fingerprints by which it is known where another law alone shows it. */
  readonly also?: readonly string[];
  /** The smallest requests that show it; none in what version 0.1.0 wrote, and where they can't be told without a secret. */
  readonly record?: RecordedFinding;
}

/** A baseline as a run uses it. */
export interface RunBaseline {
  readonly entries: readonly BaselineEntry[];
  /** What this run finds goes into the baseline, so that it is known from now on. */
  readonly isUpdating: boolean;
  /** Takes the record of each finding. */
  readonly keep?: (record: RecordedFinding) => void;
}

/** What became of the entries whose requests were sent again, by fingerprint. */
export type Verdicts = ReadonlyMap<string, ReplayVerdict>;

const DAY_MS = 86_400_000;

/** Whether an entry's last day is over. */
const isExpired = ({ expires }: BaselineEntry, nowMs: number): boolean =>
  expires !== undefined && nowMs >= Date.parse(expires) + DAY_MS;

/** Whether an entry speaks of a finding: by its name, as another law alone would show it, or by the name that version 0.1.0 gave to it. */
const isOf = ({ fingerprint, also = [], record }: BaselineEntry, finding: ReportedFinding): boolean => {
  const [former] = finding.formerly;
  return (
    fingerprint === finding.fingerprint ||
    also.includes(finding.fingerprint) ||
    (record === undefined && fingerprint === former)
  );
};

/** The findings, each with whether it is known: an entry whose own requests show nothing any more forgives nothing. */
export const markKnown = (
  findings: readonly ReportedFinding[],
  baseline: RunBaseline | null,
  verdicts: Verdicts,
  nowMs: number,
): readonly ReportedFinding[] => {
  if (baseline === null) return findings;
  return findings.map((finding) => {
    const own = baseline.entries.filter((entry) => isOf(entry, finding));
    const standing = own.filter(({ fingerprint }) => verdicts.get(fingerprint) !== "fixed");
    const known = standing.length === 0 ? baseline.isUpdating : standing.some((entry) => !isExpired(entry, nowMs));
    return { ...finding, known };
  });
};

/** Only of a law that was put to the test can it be said that something is fixed. */
const wasTested = (law: string, laws: readonly ReportedLaw[]): boolean =>
  laws.some(({ id, verdict, evidence }) => id === law && evidence > 0 && (verdict === "held" || verdict === "broken"));

const isHeld = (law: string, laws: readonly ReportedLaw[]): boolean =>
  laws.some(({ id, verdict }) => id === law && verdict === "held");

/** Whether one of these phases may be what finds an entry: the one that did, or any where that is not known. */
const isFoundIn = ({ record }: BaselineEntry, phases: ReadonlySet<string>): boolean =>
  record === undefined || record.found.phase === "replay" ? phases.size > 0 : phases.has(record.found.phase);

/** What there is to go by when a run speaks of a baseline. */
export interface BaselineEvidence {
  readonly verdicts: Verdicts;
  /** Fingerprints of entries whose requests were sent and could not have shown anything: what they wrote is stored, or the data are others. */
  readonly idle: ReadonlySet<string>;
  readonly nowMs: number;
  readonly isWhole: boolean;
  /** The phases that the run did not go through: not asked for, not begun, or ended before their time. */
  readonly unfinished: ReadonlySet<string>;
}

/** What a run says of a baseline's entries. A run that ended early calls nothing fixed that it did not send again. */
export const reportBaseline = (
  { entries }: RunBaseline,
  findings: readonly ReportedFinding[],
  laws: readonly ReportedLaw[],
  { verdicts, idle, nowMs, isWhole, unfinished }: BaselineEvidence,
): ReportedBaseline => {
  const isFound = (entry: BaselineEntry): boolean =>
    verdicts.get(entry.fingerprint) !== "fixed" &&
    findings.some(
      (finding) => isOf(entry, finding) || (entry.record === undefined && finding.formerly.includes(entry.fingerprint)),
    );
  const isGone = (entry: BaselineEntry): boolean => isWhole && !isFound(entry) && wasTested(entry.law, laws);
  const isFixed = ({ fingerprint, record }: BaselineEntry): boolean =>
    record !== undefined && verdicts.get(fingerprint) === "fixed";
  // The run's own cases tell where nothing of the law was broken: what is left of it elsewhere could be this.
  const isUnseen = (entry: BaselineEntry): boolean =>
    isGone(entry) &&
    !isFoundIn(entry, unfinished) &&
    (entry.record === undefined || (idle.has(entry.fingerprint) && isHeld(entry.law, laws)));
  const told = ({ fingerprint, law, reason, expires }: BaselineEntry) => ({
    fingerprint,
    law,
    reason: reason ?? null,
    expires: expires ?? null,
  });
  return {
    fixed: entries.filter(isFixed).map(told),
    unseen: entries.filter(isUnseen).map(told),
    expired: entries.filter((entry) => isFound(entry) && isExpired(entry, nowMs)).map(told),
  };
};

const isStill = ({ fingerprint }: BaselineEntry, { fixed, unseen }: ReportedBaseline): boolean =>
  ![...fixed, ...unseen].some((gone) => gone.fingerprint === fingerprint);

/**
 * The baseline that a run leaves: what it found, with reasons and expiries as they were, and what it could say nothing of. `records` are
 * those of its findings, by fingerprint.
 */
export const updatedEntries = (
  entries: readonly BaselineEntry[],
  findings: readonly ReportedFinding[],
  reported: ReportedBaseline,
  records: ReadonlyMap<string, RecordedFinding>,
): readonly BaselineEntry[] => {
  const left = entries.filter((entry) => isStill(entry, reported));
  const found = findings.map((finding): BaselineEntry => {
    const { fingerprint, law, level, message, also } = finding;
    const { reason, expires, record } = left.find((entry) => isOf(entry, finding)) ?? {};
    const kept = record?.fingerprint === fingerprint ? record : records.get(fingerprint);
    return {
      fingerprint,
      law,
      level,
      message,
      ...(reason === undefined ? {} : { reason }),
      ...(expires === undefined ? {} : { expires }),
      ...(also.length === 0 ? {} : { also: also.map((one) => one.fingerprint) }),
      ...(kept === undefined ? {} : { record: kept }),
    };
  });
  const isTold = (entry: BaselineEntry): boolean =>
    findings.some(
      (finding) => isOf(entry, finding) || (entry.record === undefined && finding.formerly.includes(entry.fingerprint)),
    );
  return [...found, ...left.filter((entry) => !isTold(entry))];
};
