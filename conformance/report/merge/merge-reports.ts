import { haveStopped } from "../why-previews-stopped.ts";
import { digestOfAll } from "../../cases/case-tally.ts";
import { absorbFindings } from "../absorb-findings.ts";
import { byDiscovery } from "../by-discovery.ts";
import { byGravity } from "../by-gravity.ts";
import type { KeywordHits } from "../coverage.ts";
import { isStoreDoubted } from "../is-store-doubted.ts";
import { LatencyHistogram } from "../latency-histogram.ts";
import { outcomeOf } from "../outcome.ts";
import type {
  Report,
  ReportedBaseline,
  ReportedBaselineEntry,
  ReportedFinding,
  ReportedLatency,
  ReportedLaw,
  ReportedMet,
  ReportedTimeline,
} from "../report.ts";
import type { ReportedPreviews } from "../reported-previews.ts";
import type { ReportedPhase } from "../reported-phase.ts";
import { RequestTimeline } from "../request-timeline.ts";
import { inAllShards } from "./in-all-shards.ts";
import { MergeError } from "./merge-error.ts";
import { mergeExtent } from "./merge-extent.ts";
import { mergeLaws } from "./merge-laws.ts";
import { mergePaces } from "./merge-paces.ts";
import type { NamedReport } from "./named-report.ts";
import { mergeUnreported } from "./merge-unreported.ts";
import { requireOneRun } from "./require-one-run.ts";
import { sum } from "./sum.ts";

/** The report of a whole run, and what makes it less than the one that a single machine would have given. */
export interface Merged {
  readonly report: Report;
  readonly notes: readonly string[];
}

const mergeMet = (parts: readonly ReportedMet[]): ReportedMet => {
  const cases = new Map<string, number>();
  for (const { kinds } of parts)
    for (const { kind, cases: own } of kinds) cases.set(kind, (cases.get(kind) ?? 0) + own);
  return {
    cases: sum(parts.map((part) => part.cases)),
    kinds: [...cases]
      .map(([kind, own]) => ({ kind, cases: own }))
      .toSorted((one, other) => other.cases - one.cases || (one.kind < other.kind ? -1 : 1)),
  };
};

/** Of each fingerprint the finding whose case comes first in the order of generation: the one that a run of all cases finds. */
const mergeFindings = (findings: readonly ReportedFinding[]): readonly ReportedFinding[] => {
  const same = Map.groupBy(findings.toSorted(byDiscovery), ({ fingerprint }) => fingerprint);
  const merged = [...same.values()].flatMap((parts) =>
    parts.slice(0, 1).map((first) => ({
      ...first,
      met: mergeMet(parts.map(({ met }) => met)),
      // Its own comes first.
      formerly: [...new Set(parts.flatMap(({ formerly }) => formerly))],
    })),
  );
  return absorbFindings(merged).toSorted(byGravity);
};

const mergePhase = (parts: readonly ReportedPhase[], { name }: ReportedPhase): ReportedPhase => {
  const own = parts.filter((part) => part.name === name);
  return {
    name,
    requests: sum(own.map(({ requests }) => requests)),
    durationMs: sum(own.map(({ durationMs }) => durationMs)),
    skipped: own.some(({ skipped }) => skipped === null)
      ? null
      : inAllShards(
          own.map(({ skipped }) => skipped),
          "; in another shard: ",
        ),
    ...own.flatMap(({ endedBy }) => (endedBy === undefined ? [] : [{ endedBy }]))[0],
  };
};

/** Where the shards were asked the same, that; null where not. */
const same = <Value>(values: readonly Value[]): Value | null => {
  const [first = null, ...others] = values;
  return others.every((other) => other === first) ? first : null;
};

const mergeCoverage = (shards: readonly (readonly KeywordHits[])[]): readonly KeywordHits[] =>
  (shards[0] ?? []).map(({ pointer }) => {
    const own = shards.flatMap((keywords) => keywords.filter((keyword) => keyword.pointer === pointer));
    return { pointer, valid: sum(own.map(({ valid }) => valid)), invalid: sum(own.map(({ invalid }) => invalid)) };
  });

const mergeLatencies = (latencies: readonly ReportedLatency[]): ReportedLatency => {
  const histogram = new LatencyHistogram();
  for (const latency of latencies) histogram.addAll(latency);
  return histogram.summary;
};

const mergeTimelines = (timelines: readonly ReportedTimeline[]): ReportedTimeline => {
  const timeline = new RequestTimeline();
  for (const part of timelines) timeline.addAll(part);
  return timeline.summary;
};

/** Fixed is what all shards call fixed, and what one does where its law held in all: else that could be it by another name. The same goes for what was not seen. */
const mergeBaselines = (reports: readonly Report[], laws: readonly ReportedLaw[]): ReportedBaseline | null => {
  const baselines = reports.flatMap(({ baseline }) => (baseline === null ? [] : [baseline]));
  if (baselines.length === 0) return null;
  const each = (entries: readonly ReportedBaselineEntry[]) => [
    ...new Map(entries.map((entry) => [entry.fingerprint, entry])).values(),
  ];
  const isIn = ({ fingerprint }: ReportedBaselineEntry, entries: readonly ReportedBaselineEntry[]): boolean =>
    entries.some((entry) => entry.fingerprint === fingerprint);
  const inAll = (entriesOf: (baseline: ReportedBaseline) => readonly ReportedBaselineEntry[]) =>
    each(baselines.flatMap(entriesOf)).filter(
      (entry) =>
        baselines.every((baseline) => isIn(entry, entriesOf(baseline))) ||
        laws.some(({ id, verdict }) => id === entry.law && verdict === "held"),
    );
  const fixed = inAll((baseline) => baseline.fixed);
  return {
    fixed,
    unseen: inAll((baseline) => baseline.unseen).filter((entry) => !isIn(entry, fixed)),
    expired: each(baselines.flatMap(({ expired }) => expired)),
  };
};

/** What was sent last is told of the shard that lost its target, and what is left out where there is nothing to tell may be so in all. */
const withoutWhatIsMerged = ({
  lastSent: _,
  notCarried: _not,
  refusedKeys: _refused,
  unreported: _un,
  ...report
}: Report): Report => report;

/** A fleet that moved during one shard moves; null where none looked into that. */
const mergeMoves = (all: readonly (boolean | null)[]): boolean | null =>
  all.includes(true) || (all.includes(false) ? false : null);

/** The shards may have looked at the same CVMs, so that the number is that of the one that looked at most. */
const mergePreviews = (reports: readonly Report[]): ReportedPreviews | null => {
  const all = reports.flatMap(({ previews }) => (previews === null ? [] : [previews]));
  const [first] = all;
  if (first === undefined) return null;
  const written = new Map(all.flatMap((one) => one.written.map((cvm) => [cvm.cvmId, cvm])));
  const changed = new Map(all.flatMap((one) => one.alsoChanged.map((cvm) => [cvm.cvmId, cvm])));
  return {
    cvmsLookedAt: Math.max(...all.map(({ cvmsLookedAt }) => cvmsLookedAt)),
    written: [...written.values()],
    ...(all.some(({ byRefused }) => byRefused === true) ? { byRefused: true } : {}),
    alsoChanged: [...changed.values()].filter(({ cvmId }) => !written.has(cvmId)),
    unseen: [...new Map(all.flatMap((one) => one.unseen.map((cvm) => [cvm.cvmId, cvm]))).values()],
    notLookedAt: [...new Map(all.flatMap((one) => one.notLookedAt.map((cvm) => [cvm.cvmId, cvm]))).values()],
    ...(all.some(({ unanswered = 0 }) => unanswered > 0)
      ? { unanswered: sum(all.map(({ unanswered = 0 }) => unanswered)) }
      : {}),
    casesNotSent: sum(all.map(({ casesNotSent }) => casesNotSent)),
    movesByItself: mergeMoves(all.map(({ movesByItself }) => movesByItself)),
    wholeStore: all.find(({ wholeStore }) => wholeStore !== "unchanged")?.wholeStore ?? "unchanged",
  };
};

const notesOn = (shards: readonly NamedReport[], { phases, previews }: Report): readonly string[] => {
  const digests = new Set(shards.map(({ report }) => report.knowledgeDigest));
  return [
    ...(digests.size > 1
      ? [
          "The shards' probes did not learn the same of the target, so that their cases are not exactly those of one run. A fleet that moved meanwhile does that.",
        ]
      : []),
    ...(previews !== null && haveStopped(previews)
      ? [
          "Each shard stops for itself what it sends: what is said of that, once a preview was seen to write or looks showed nothing, holds for the shards that saw it.",
        ]
      : []),
    ...phases
      .filter(({ skipped }) => skipped === null)
      .flatMap(({ name }) =>
        shards.flatMap((shard) => {
          const skipped = shard.report.phases.find((phase) => phase.name === name)?.skipped ?? null;
          return skipped === null ? [] : [`${shard.name} has nothing of the phase ${name}: ${skipped}.`];
        }),
      ),
  ];
};

/**
 * The report that one run of all cases would have given, made from those of its shards: evidence, coverage, cases and requests are
 * added up, of each fingerprint the earliest finding stays, and verdicts and outcome follow from these. `requests` and `durationMs`
 * are what the shards took together, their probes among it.
 * Throws `MergeError` where the reports are not the shards of one run, all of them and each once.
 */
export const mergeReports = (given: readonly NamedReport[]): Merged => {
  const [one, ...others] = given;
  if (one === undefined) throw new MergeError("There is no report to merge. Name one for each shard.");
  const shards = requireOneRun(one, others);
  const reports = shards.map(({ report }) => report);
  const first = one.report;
  const findings = mergeFindings(reports.flatMap((report) => report.findings));
  const laws = mergeLaws(
    reports.map((report) => report.laws),
    findings,
  );
  const interrupted = reports.some((report) => report.interrupted);
  const previews = mergePreviews(reports);
  const unreported = mergeUnreported(reports);
  const { lost = null, lastSent } = reports.find((report) => report.lost !== null) ?? {};
  const requests = sum(reports.map((report) => report.requests));
  const timeline = mergeTimelines(reports.map((one) => one.timeline));
  const pace = mergePaces(reports, timeline);
  const report: Report = {
    ...withoutWhatIsMerged(first),
    ...mergeExtent(reports),
    ...unreported,
    shard: null,
    settings: {
      ...first.settings,
      workers: same(reports.map(({ settings }) => settings.workers)),
      rate: same(reports.map(({ settings }) => settings.rate)),
    },
    startedAt: reports.map(({ startedAt }) => startedAt).toSorted()[0] ?? first.startedAt,
    durationMs: sum(reports.map(({ durationMs }) => durationMs)),
    requests,
    cases: sum(reports.map(({ cases }) => cases)),
    casesDigest: digestOfAll(reports.map(({ casesDigest }) => casesDigest)),
    outcome: outcomeOf(
      {
        ...first.settings,
        interrupted,
        isLost: lost !== null,
        storeDoubted: isStoreDoubted({ previews, settings: first.settings, findings, ...unreported }),
        requests,
        pace,
      },
      laws,
      findings,
    ),
    interrupted,
    lost,
    ...(lastSent === undefined ? {} : { lastSent }),
    previews,
    phases: first.phases.map((phase) =>
      mergePhase(
        reports.flatMap(({ phases }) => phases),
        phase,
      ),
    ),
    laws,
    coverage: mergeCoverage(reports.map(({ coverage }) => coverage)),
    pace,
    latencyMs: mergeLatencies(reports.map(({ latencyMs }) => latencyMs)),
    timeline,
    findings,
    baseline: mergeBaselines(reports, laws),
  };
  return { report, notes: notesOn(shards, report) };
};
