import type { CaseTally } from "../cases/case-tally.ts";
import { shardName } from "../cases/shard.ts";
import type { LawBook } from "../engine/law-book.ts";
import { markKnown, reportBaseline } from "../findings/baseline/baseline.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { byDiscovery } from "../report/by-discovery.ts";
import type { Coverage } from "../report/coverage.ts";
import type { LatencyHistogram } from "../report/latency-histogram.ts";
import { outcomeOf } from "../report/outcome.ts";
import type { Report } from "../report/report.ts";
import type { RequestTimeline } from "../report/request-timeline.ts";
import type { PhaseLedger } from "./phase-ledger.ts";
import { settingsOf } from "./reported-settings.ts";
import type { RunOptions } from "./run-options.ts";
import { reportLaws } from "./verdicts.ts";

/** What a run leaves behind. */
export interface RunRemains {
  readonly options: RunOptions;
  readonly book: LawBook;
  readonly findings: FindingBook;
  readonly ledger: PhaseLedger;
  readonly tally: CaseTally;
  readonly coverage: Coverage;
  readonly latencies: LatencyHistogram;
  readonly timeline: RequestTimeline;
  readonly requests: number;
  readonly knowledgeDigest: string | null;
  /** What became of the target where it was lost, else null. */
  readonly lost: string | null;
  /** Milliseconds since the Unix epoch. */
  readonly startedAtMs: number;
  readonly durationMs: number;
}

/** Makes the report of a run that is over. */
export const assembleReport = (remains: RunRemains): Report => {
  const { options, book, findings, ledger, tally, coverage, latencies, timeline, lost } = remains;
  const laws = reportLaws(options, book, findings.findings, findings.unstable);
  const { baseline } = options;
  // What has no end of its own is not interrupted by being told to end.
  const interrupted = options.signal.aborted && (Number.isFinite(options.rounds) || options.timeMs !== null);
  const nowMs = options.now();
  const marked = markKnown(findings.findings, baseline, nowMs).toSorted(byDiscovery);
  return {
    schemaVersion: 1,
    tool: { name: "cvm-contract", version: options.toolVersion },
    contract: { title: options.contract.title, version: options.contract.version, sha256: options.contract.sha256 },
    target: options.target.href,
    seed: options.seed,
    shard: options.shard === null ? null : shardName(options.shard),
    settings: settingsOf(options),
    startedAt: new Date(remains.startedAtMs).toISOString(),
    durationMs: Math.round(remains.durationMs),
    requests: remains.requests,
    cases: tally.count,
    casesDigest: tally.digest,
    knowledgeDigest: remains.knowledgeDigest,
    outcome: outcomeOf({ ...options, interrupted, isLost: lost !== null }, laws, marked),
    interrupted,
    lost,
    phases: ledger.phases,
    laws,
    coverage: coverage.keywords,
    latencyMs: latencies.summary,
    timeline: timeline.summary,
    findings: marked,
    baseline:
      baseline === null
        ? null
        : reportBaseline(baseline, marked, laws, { nowMs, isWhole: lost === null && !options.signal.aborted }),
  };
};
