import { canonicalSha256, type Operation } from "../contract/index.ts";
import { CaseTally } from "./case-tally.ts";
import { Coverage } from "./coverage.ts";
import { Engine } from "./engine.ts";
import { byDiscovery } from "./findings/by-discovery.ts";
import { confirm } from "./findings/confirm.ts";
import { Docket } from "./findings/docket.ts";
import { toReportedFinding } from "./findings/to-reported-finding.ts";
import { asPreview, hasPreview } from "./generate/preview.ts";
import type { RequestPlan } from "./generate/request-plan.ts";
import { type Shape, shapeAt } from "./generate/schema-shape.ts";
import { createJudge } from "./judge/judge.ts";
import { LatencyHistogram } from "./latency-histogram.ts";
import { LawBook } from "./law-book.ts";
import type { Phase, PhaseName } from "./phases/phase.ts";
import { phases } from "./phases/phases.ts";
import type { Knowledge } from "./probe/knowledge.ts";
import type { Report, ReportedFinding, ReportedPhase, ReportedSettings } from "./report.ts";
import { broadcast } from "./reporters/broadcast.ts";
import type { Reporter } from "./reporters/reporter.ts";
import type { RunOptions } from "./run-options.ts";
import { shardName } from "./shard.ts";
import { openStateProbe } from "./target/state-probe.ts";
import { openTarget } from "./target/target.ts";
import { chooseLaws, outcomeOf, reportLaws } from "./verdicts.ts";

const PROGRESS_EVERY_MS = 100;

/** The operation of a contract that a run is about. Throws where there is none with a JSON body. */
const onlyOperation = (options: RunOptions): { operation: Operation; shape: Shape } => {
  const operation = options.contract.operations.find((candidate) => candidate.requestBody !== null);
  const pointer = operation?.requestBody?.schemaPointer;
  if (operation === undefined || pointer === undefined)
    throw new Error(
      "The contract has no operation with a JSON body, so there is nothing to send. Pass another document.",
    );
  return { operation, shape: shapeAt(options.contract.document, pointer) };
};

const settingsOf = (options: RunOptions): ReportedSettings => ({
  embedded: options.isEmbedded,
  allowWrites: options.allowWrites,
  stateProbe: options.stateUrl !== null,
  credentials: options.credentials,
  profile: options.profile,
  failOn: options.failOn,
  strictEvidence: options.strictEvidence,
  phases: options.phases,
  cases: Number.isFinite(options.cases) ? options.cases : null,
});

const digestOf = ({ learned, seen, working, credential }: Knowledge): string =>
  canonicalSha256([[...learned], [...seen], [...working], credential]);

/**
 * Holds a server to the contract and the laws, and reports. The same options send the same requests in the same order of
 * generation, whatever the number of workers.
 * Rejects with `TargetError` where the target can't be reached, `AccessError` where it refuses every credential given.
 */
export const runConformance = async (options: RunOptions, reporters: readonly Reporter[]): Promise<Report> => {
  const tell = broadcast(reporters);
  const startedAtMs = options.now();
  const startMs = performance.now();
  const elapsedMs = (): number => performance.now() - startMs;
  const { operation, shape } = onlyOperation(options);
  const keep = options.allowWrites || !hasPreview(shape) ? (plan: RequestPlan) => plan : asPreview;

  const target = openTarget({
    url: options.target,
    connections: options.workers,
    timeoutMs: options.timeoutMs,
    ratePerSecond: options.ratePerSecond,
    credentialHeaders: options.credentialHeaders,
    extraHeaders: options.extraHeaders,
  });
  const book = new LawBook(chooseLaws(options), (law, error) => tell({ kind: "law-failed", law: law.id, error }));
  const docket = new Docket();
  const tally = new CaseTally();
  const coverage = new Coverage(shape);
  const latencies = new LatencyHistogram();
  const findings: ReportedFinding[] = [];
  const unstable = new Set<string>();
  const reportedPhases: ReportedPhase[] = [];
  let knowledge: Knowledge = {
    learned: new Map(),
    seen: new Map(),
    working: new Set(),
    credential: options.credentials[0] ?? "none",
  };
  let knowledgeDigest: string | null = null;
  let isTargetGone = false;
  let currentPhase: PhaseName = "probe";
  let toldProgressMs = 0;

  const isOver = (): boolean =>
    isTargetGone || options.signal.aborted || (options.timeMs !== null && elapsedMs() >= options.timeMs);

  const engine = new Engine({
    operation,
    target,
    stateProbe:
      options.stateUrl === null ? null : openStateProbe(options.stateUrl, options.extraHeaders, options.timeoutMs),
    judge: createJudge(options.contract, operation),
    book,
    docket,
    tally,
    coverage,
    latencies,
    shard: options.shard,
    workers: options.workers,
    keep,
    isOver,
    onProgress: (done, planned) => {
      const now = elapsedMs();
      if (now - toldProgressMs < PROGRESS_EVERY_MS && done !== planned) return;
      toldProgressMs = now;
      const requests = engine.requests;
      tell({ kind: "progress", phase: currentPhase, done, planned, requests, suspects: docket.size, elapsedMs: now });
    },
  });

  const isGone = async (): Promise<boolean> => {
    try {
      await target.reach();
      return false;
    } catch {
      return true;
    }
  };

  /** Settles what is on the docket, once no case is under way: each fingerprint is confirmed and shrunk, or was unstable. */
  const settle = async (): Promise<void> => {
    for (const suspects of docket.drain()) {
      const [first] = suspects;
      if (first === undefined || findings.some((finding) => finding.fingerprint === first.fingerprint)) continue;
      isTargetGone ||= await isGone();
      const confirmed = await confirm(engine, suspects, () => isTargetGone || options.signal.aborted);
      if (confirmed === null) {
        unstable.add(first.law);
        continue;
      }
      const finding = toReportedFinding(confirmed, options.target);
      findings.push(finding);
      tell({ kind: "finding", finding });
    }
  };

  const runPhase = async (phase: Phase): Promise<void> => {
    currentPhase = phase.name;
    tell({ kind: "phase-started", phase: phase.name });
    const phaseStartMs = performance.now();
    const requestsBefore = engine.requests;
    // What one phase, or an earlier run, has written is not to decide what the next one can be put to the test on.
    await engine.restore();
    const skipped = await phase.run({
      contract: options.contract,
      operation,
      shape,
      allowWrites: options.allowWrites,
      credentials: options.credentials.length === 0 ? ["none"] : options.credentials,
      seed: options.seed,
      cases: options.cases,
      relations: book.relations,
      knowledge,
      learn: (learned) => {
        knowledge = learned;
        knowledgeDigest = digestOf(learned);
        engine.working = learned.working;
      },
      keep,
      fail: (law, problem) => book.fail(law, problem),
      send: (testCase) => engine.send(testCase, phase.name),
      sendAll: async (sequence, isAlone) => {
        await engine.sendAll(sequence, phase.name, isAlone);
        await settle();
      },
    });
    await settle();
    const reported: ReportedPhase = {
      name: phase.name,
      requests: engine.requests - requestsBefore,
      durationMs: Math.round(performance.now() - phaseStartMs),
      skipped,
    };
    reportedPhases.push(reported);
    tell({
      kind: "phase-finished",
      phase: reported.name,
      requests: reported.requests,
      durationMs: reported.durationMs,
      skipped,
    });
  };

  try {
    await target.reach();
    tell({
      kind: "run-started",
      target: options.target.href,
      seed: options.seed,
      laws: book.laws.length,
      shard: options.shard === null ? null : shardName(options.shard),
      workers: options.workers,
      allowWrites: options.allowWrites,
      timeMs: options.timeMs,
    });
    for (const phase of phases) {
      if (!options.phases.includes(phase.name))
        reportedPhases.push({ name: phase.name, requests: 0, durationMs: 0, skipped: "not asked for" });
      else if (isTargetGone)
        reportedPhases.push({
          name: phase.name,
          requests: 0,
          durationMs: 0,
          skipped: "the target could not be reached any more",
        });
      else if (isOver())
        reportedPhases.push({ name: phase.name, requests: 0, durationMs: 0, skipped: "the run was over" });
      else await runPhase(phase);
    }
  } finally {
    await target.close();
  }

  const laws = reportLaws(options, book, findings, unstable);
  const report: Report = {
    schemaVersion: 1,
    tool: { name: "cvm-contract", version: options.toolVersion },
    contract: { title: options.contract.title, version: options.contract.version, sha256: options.contract.sha256 },
    target: options.target.href,
    seed: options.seed,
    shard: options.shard === null ? null : shardName(options.shard),
    settings: settingsOf(options),
    startedAt: new Date(startedAtMs).toISOString(),
    durationMs: Math.round(elapsedMs()),
    requests: engine.requests,
    cases: tally.count,
    casesDigest: tally.digest,
    knowledgeDigest,
    outcome: outcomeOf(options, laws),
    phases: reportedPhases,
    laws,
    coverage: coverage.keywords,
    latencyMs: latencies.summary,
    findings: findings.toSorted(byDiscovery),
  };
  tell({ kind: "run-finished", report });
  return report;
};
