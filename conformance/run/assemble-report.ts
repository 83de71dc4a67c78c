import { shardName } from "../cases/shard.ts";
import type { Engine } from "../engine/engine.ts";
import type { LawBook } from "../engine/law-book.ts";
import type { MetTally } from "../engine/met-tally.ts";
import { markKnown, reportBaseline } from "../corpus/baseline/baseline.ts";
import type { FindingBook } from "../findings/finding-book.ts";
import { reportedLastSent } from "../findings/reported-last-sent.ts";
import { absorbFindings } from "../report/absorb-findings.ts";
import { byGravity } from "../report/by-gravity.ts";
import { isStoreDoubted } from "../report/is-store-doubted.ts";
import type { Measurements } from "../report/measurements.ts";
import { whyPreviewsStopped } from "../report/why-previews-stopped.ts";
import { outcomeOfReplays } from "../report/judge-replays.ts";
import { NOT_ASKED_FOR, outcomeOf, RUN_WAS_OVER } from "../report/outcome.ts";
import type { ReportedPhase } from "../report/reported-phase.ts";
import type { ReportedUnreported } from "../report/reported-unreported.ts";
import type { ReportedReplays } from "../report/reported-replays.ts";
import type { Report, ReportedExtent, ReportedFinding } from "../report/report.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import type { Confirmation } from "./confirmation.ts";
import { hintOf, type RunMeans } from "./hint-of.ts";
import type { Learning } from "./learning.ts";
import type { PhaseLedger } from "./phase-ledger.ts";
import { isOneByOne } from "./is-one-by-one.ts";
import { previewRulesIn } from "./open-preview-guard.ts";
import { settingsOf } from "./reported-settings.ts";
import type { RunOptions } from "./run-options.ts";
import { reportLaws } from "./verdicts.ts";
import type { PutOffs } from "./why-put-off.ts";

/** What a run leaves behind. */
export interface RunResult {
  readonly options: RunOptions;
  readonly book: LawBook;
  readonly findings: FindingBook;
  readonly met: MetTally;
  /** What became of what was sent again. */
  readonly confirmation: Pick<Confirmation, "verdicts" | "idle" | "replays">;
  readonly ledger: PhaseLedger;
  readonly measurements: Measurements;
  readonly engine: Pick<Engine, "requests" | "notCarried" | "lastSent" | "pace" | "storeTells">;
  /** What is known of the target by the end. */
  readonly learning: Pick<Learning, "knowledge" | "digest">;
  /** What became of the target where it was lost, else null. */
  readonly lost: string | null;
  readonly previews: ReportedPreviews | null;
  readonly unreported: ReportedUnreported | null;
  readonly extent: ReportedExtent;
  /** Milliseconds since the Unix epoch. */
  readonly startedAtMs: number;
}

/** What a finding was found to explain by the end of the run. */
const explained = (
  { fingerprint }: ReportedFinding,
  { findings, met }: RunResult,
): Pick<ReportedFinding, "met" | "formerly"> => {
  const { kinds, explaining, formerly } = findings.explanationOf(fingerprint);
  // The first is the way in which its own law is broken.
  const [own = ""] = kinds;
  const [shown = new Set<string>()] = explaining;
  const [former, ...others] = formerly;
  return {
    met: met.met(own, shown),
    formerly: [...(former === undefined ? [] : [former]), ...others.toSorted()],
  };
};

/** The phases that a run did not go through, but for what is sent again. */
const unfinishedIn = (phases: readonly ReportedPhase[]): ReadonlySet<string> =>
  new Set(
    phases
      .filter(({ endedBy, skipped }) => endedBy !== undefined || skipped === RUN_WAS_OVER || skipped === NOT_ASKED_FOR)
      .map(({ name }) => name)
      .filter((name) => name !== "replay"),
  );

/** What became of each finding that was to be sent again, where that is all that the run was to do. */
const replaysOf = ({ options, confirmation: { replays } }: RunResult): ReportedReplays | null => {
  const { replaysAlone, corpus } = options;
  if (replaysAlone === undefined) return null;
  const why = "it was not sent: the run was over";
  const findings = (corpus?.findings ?? []).map(
    ({ fingerprint, law, level, message }) =>
      replays.get(fingerprint) ?? { fingerprint, law, level, message, verdict: "untested" as const, why },
  );
  return { findings, unread: replaysAlone.unread };
};

/** What was given or made in vain: keys that were not taken, and cases that could not be sent. */
const inVain = ({
  options,
  learning: { knowledge },
  engine,
}: RunResult): Pick<Report, "refusedKeys" | "notCarried"> => {
  const refused = [...(knowledge.refused ?? [])].filter(([credential]) => options.credentials.includes(credential));
  const notCarried = [...engine.notCarried];
  return {
    ...(notCarried.length === 0 ? {} : { notCarried: notCarried.map(([what, cases]) => ({ what, cases })) }),
    ...(refused.length === 0 ? {} : { refusedKeys: refused.map(([credential, status]) => ({ credential, status })) }),
  };
};

const putOffsOf = ({ book, engine: { requests, pace } }: RunResult): PutOffs => ({
  requests,
  unanswered: pace.unanswered,
  casesOf: (law) => {
    const { cases = 0, casesPutOff = 0 } = book.recordOf(law) ?? {};
    return { cases, putOff: casesPutOff };
  },
});

/** What became of the target where it was lost, and what was sent before, where requests went out one after the other. */
const lossIn = ({ options, lost, engine }: RunResult): Pick<Report, "lost" | "lastSent"> => {
  const exchanges = lost !== null && isOneByOne(options) ? engine.lastSent.beforeLoss : [];
  const target = options.app === undefined ? options.target : null;
  return exchanges.length === 0 ? { lost } : { lost, lastSent: reportedLastSent(exchanges, target, options.curl) };
};

/** What the run had to put laws to the test with. */
const meansOf = (result: RunResult, whyStopped: RunMeans["whyStopped"]): RunMeans => ({
  options: result.options,
  knowledge: result.learning.knowledge,
  storeTells: result.engine.storeTells,
  phases: result.ledger.phases,
  changed: result.previews?.alsoChanged ?? [],
  rules: previewRulesIn(result.options.laws),
  whyStopped,
  putOffs: putOffsOf(result),
  isLost: result.lost !== null,
});

/** Makes the report of a run that is over. */
export const assembleReport = (result: RunResult): Report => {
  const { options, book, findings, ledger, measurements, lost, previews } = result;
  const settings = settingsOf(options);
  const whyStopped = whyPreviewsStopped(previews, settings);
  const means = meansOf(result, whyStopped);
  const laws = reportLaws(options, book, findings, (law) => hintOf(law, means));
  const { baseline } = options;
  // What has no end of its own is not interrupted by being told to end.
  const interrupted = options.signal.aborted && (Number.isFinite(options.rounds) || options.timeMs !== null);
  const nowMs = options.now();
  const told = findings.findings.map((finding) => ({ ...finding, ...explained(finding, result) }));
  const marked = markKnown(absorbFindings(told), baseline, result.confirmation.verdicts, nowMs).toSorted(byGravity);
  const replays = replaysOf(result);
  const unreported = result.unreported === null ? {} : { unreported: result.unreported };
  const end = {
    ...options,
    interrupted,
    isLost: lost !== null,
    storeDoubted: isStoreDoubted({ previews, settings: options, findings: marked, ...unreported }),
    requests: result.engine.requests,
    pace: result.engine.pace,
  };
  return {
    schemaVersion: 1,
    tool: { name: "cvm-contract", version: options.toolVersion },
    contract: { title: options.contract.title, version: options.contract.version, sha256: options.contract.sha256 },
    target: options.target.href,
    seed: options.seed,
    shard: options.shard === null ? null : shardName(options.shard),
    settings,
    startedAt: new Date(result.startedAtMs).toISOString(),
    durationMs: Math.round(measurements.elapsedMs),
    requests: result.engine.requests,
    cases: measurements.tally.count,
    casesDigest: measurements.tally.digest,
    knowledgeDigest: result.learning.digest,
    outcome: replays === null ? outcomeOf(end, laws, marked) : outcomeOfReplays(replays, end.isLost),
    interrupted,
    ...lossIn(result),
    previews,
    ...unreported,
    extent: result.extent,
    ...inVain(result),
    phases: ledger.phases,
    laws,
    coverage: measurements.coverage.keywords,
    pace: result.engine.pace,
    latencyMs: measurements.latencies.summary,
    timeline: measurements.timeline.summary,
    findings: marked,
    baseline:
      baseline === null
        ? null
        : reportBaseline(baseline, marked, laws, {
            verdicts: result.confirmation.verdicts,
            idle: result.confirmation.idle,
            nowMs,
            unfinished: unfinishedIn(ledger.phases),
            isWhole: lost === null && !options.signal.aborted && !result.extent.hadEnoughFindings && !end.storeDoubted,
          }),
    ...(replays === null ? {} : { replays }),
  };
};
