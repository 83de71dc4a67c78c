import { CaseTally } from "../cases/case-tally.ts";
import { digestOf, type Knowledge } from "../cases/knowledge.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { shardName } from "../cases/shard.ts";
import { Novelty } from "../corpus/novelty.ts";
import { recordInput } from "../corpus/record-input.ts";
import { isHarmless } from "../corpus/recorded-case.ts";
import { signalsOf } from "../corpus/signals-of.ts";
import { Engine } from "../engine/engine.ts";
import { LawBook } from "../engine/law-book.ts";
import { Docket } from "../engine/suspects.ts";
import { FindingBook } from "../findings/finding-book.ts";
import { onlyOperation } from "../generate/only-operation.ts";
import { asPreview, hasPreview } from "../generate/preview.ts";
import { type Steer, Steering } from "../generate/steering/steering.ts";
import { createJudge } from "../judge/judge.ts";
import type { Phase, PhaseContext } from "../phases/phase.ts";
import { phases } from "../phases/phases.ts";
import { sparesTheFleet } from "../phases/sends-previews-only.ts";
import { broadcast } from "../report/broadcast.ts";
import { Coverage } from "../report/coverage.ts";
import { LatencyHistogram } from "../report/latency-histogram.ts";
import type { Report, ReportedPhase } from "../report/report.ts";
import { RequestTimeline } from "../report/request-timeline.ts";
import type { Reporter } from "../report/run-event.ts";
import { cutOffAfter } from "../target/cut-off-after.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { feelPulse } from "../target/health-check.ts";
import { LostError } from "../target/lost-error.ts";
import { openStateProbe } from "../target/state-probe.ts";
import { openTarget, PATIENCE } from "../target/target.ts";
import { assembleReport } from "./assemble-report.ts";
import { PhaseLedger } from "./phase-ledger.ts";
import type { RunOptions } from "./run-options.ts";
import { Settlement } from "./settlement.ts";
import { chooseLaws } from "./verdicts.ts";

/** How long requests under way are waited for once the run was told to end. */
const GRACE_MS = 1_000;
const PROGRESS_EVERY_MS = 100;

/**
 * Holds a server to the contract and the laws, and reports. The same options send the same requests in the same order of
 * generation, whatever the number of workers.
 * Rejects with `TargetError` where the target can't be reached, `AccessError` where it refuses every credential given, `StateError` where the state
 * probe can't be used, and `ContinueError`. A target that is lost on the way ends the run, and the report says so.
 */
export const runConformance = async (options: RunOptions, reporters: readonly Reporter[]): Promise<Report> => {
  const tell = broadcast(reporters);
  const startedAtMs = options.now();
  const startMs = performance.now();
  const elapsedMs = (): number => performance.now() - startMs;
  const { operation, shape } = onlyOperation(options.contract);
  const canPreview = hasPreview(shape);
  const mayWrite = options.allowWrites || !canPreview;
  let isSparing = false;
  const keep = (plan: RequestPlan): RequestPlan => (mayWrite && !isSparing ? plan : asPreview(plan));
  const { corpus } = options;
  const hasStateProbe = options.stateUrl !== null;
  const cutOff = cutOffAfter(options.signal, GRACE_MS);

  const target = openTarget({
    url: options.target,
    connections: options.workers,
    timeoutMs: options.timeoutMs,
    ratePerSecond: options.ratePerSecond,
    credentialHeaders: options.credentialHeaders,
    extraHeaders: options.extraHeaders,
    cutOff: cutOff.signal,
  });
  const book = new LawBook(chooseLaws(options), (law, error) => tell({ kind: "law-failed", law: law.id, error }));
  const docket = new Docket();
  const tally = new CaseTally();
  const coverage = new Coverage(shape);
  const latencies = new LatencyHistogram();
  const findings = new FindingBook();
  // What is new is told apart only where somebody wants to know: it takes a while.
  const novelty = corpus === null && options.rounds === 1 ? null : new Novelty(signalsOf(coverage));
  const steering = options.rounds === 1 ? null : new Steering(shape, options.seed);
  const ledger = new PhaseLedger();
  const timeline = new RequestTimeline();
  let knowledge: Knowledge = {
    learned: new Map(),
    seen: new Map(),
    working: new Set(),
    credential: options.credentials[0] ?? "none",
  };
  let steer: Steer | null = null;
  let knowledgeDigest: string | null = null;
  let lost: LostError | null = null;
  const whyLost = (): string | null => lost?.message ?? null;
  let currentPhase: PhaseName = "probe";
  let toldProgressMs = 0;

  const isOver = (): boolean =>
    lost !== null || options.signal.aborted || (options.timeMs !== null && elapsedMs() >= options.timeMs);
  const pulse = feelPulse(target, options.target, options.timeoutMs * PATIENCE);

  const engine = new Engine({
    operation,
    target,
    stateProbe:
      options.stateUrl === null
        ? null
        : openStateProbe({
            url: options.stateUrl,
            headers: options.extraHeaders,
            timeoutMs: options.timeoutMs,
            cutOff: cutOff.signal,
          }),
    judge: createJudge(options.contract, operation),
    book,
    docket,
    tally,
    coverage,
    latencies,
    shard: options.shard,
    timeline,
    elapsedMs,
    workers: options.workers,
    pulse,
    mayRestore: options.allowWrites,
    keep,
    isOver,
    onJudged: (testCase, trial, order) => {
      novelty?.note(testCase, trial, order);
      steering?.note(trial);
    },
    onProgress: (done, planned) => {
      const now = elapsedMs();
      if (now - toldProgressMs < PROGRESS_EVERY_MS && done !== planned) return;
      toldProgressMs = now;
      const requests = engine.requests;
      tell({ kind: "progress", phase: currentPhase, done, planned, requests, suspects: docket.size, elapsedMs: now });
    },
  });

  const settlement = new Settlement({
    engine,
    docket,
    book: findings,
    corpus,
    target: options.target,
    restoreUrl: options.allowWrites ? options.stateUrl : null,
    run: {
      operation: operation.id,
      seed: options.seed,
      version: options.toolVersion,
      contract: options.contract.sha256,
      isHarmless: (plan) => isHarmless(plan, { operation, hasPreview: canPreview }),
      hasStateProbe,
      now: options.now,
    },
    tell,
    isOver: () => options.signal.aborted,
    isLost: () => lost !== null,
    onLost: (error) => {
      lost = error;
    },
  });

  const phaseContext = (name: PhaseName, round: number): PhaseContext => ({
    contract: options.contract,
    operation,
    shape,
    allowWrites: options.allowWrites && !isSparing,
    credentials: options.credentials.length === 0 ? ["none"] : options.credentials,
    seed: options.seed,
    round,
    pool: steer?.pool ?? [],
    cases: options.cases,
    laws: book.laws,
    relations: book.relations,
    corpus,
    hasPreview: canPreview,
    hasStateProbe,
    shard: options.shard,
    knowledge: steer === null ? knowledge : { ...knowledge, learned: steer.withSeen(knowledge.learned) },
    takePulse: pulse.take,
    learn: (learned) => {
      knowledge = learned;
      knowledgeDigest = digestOf(learned);
      engine.working = learned.working;
    },
    keep,
    isOver,
    fail: (law, problem) => book.fail(law, problem),
    attempt: async (testCase, counts) => {
      await engine.recover();
      return engine.try(testCase, { counts, isAlone: true });
    },
    fingerprint: (breach) => engine.fingerprint(breach),
    replayed: (finding, result) => settlement.replayed(finding, result),
    send: (testCase) => engine.send(testCase, name),
    sendAll: async (sequence, isAlone) => {
      await engine.sendAll(sequence, name, isAlone);
      await settlement.settle();
    },
  });

  /** Does a piece of work, until it is through or the run is cut off or the target lost. */
  const goThrough = async (work: () => Promise<string | null>): Promise<string | null> => {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LostError) lost = error;
      else if (!(error instanceof CutOffError)) throw error;
      return null;
    }
  };

  const runPhase = async (phase: Phase, round: number): Promise<void> => {
    currentPhase = phase.name;
    isSparing = canPreview && sparesTheFleet(phase.name, round, options);
    tell({ kind: "phase-started", phase: phase.name, round });
    const phaseStartMs = performance.now();
    const requestsBefore = engine.requests;
    const skipped = await goThrough(async () => {
      // What one phase, or an earlier run, has written is not to decide what the next one can be put to the test on.
      await engine.restore();
      return phase.run(phaseContext(phase.name, round));
    });
    await settlement.settle();
    for (const novel of novelty?.drain() ?? []) {
      steering?.admit(novel.testCase);
      await corpus?.keepInput(recordInput(novel));
    }
    const reported: ReportedPhase = {
      name: phase.name,
      requests: engine.requests - requestsBefore,
      durationMs: Math.round(performance.now() - phaseStartMs),
      skipped,
    };
    ledger.add(reported);
    const { name: _, ...rest } = reported;
    tell({ kind: "phase-finished", phase: phase.name, round, ...rest });
  };

  const goRound = async (round: number): Promise<void> => {
    for (const phase of phases.filter(({ isDoneOnce }) => round === 0 || isDoneOnce !== true)) {
      if (!options.phases.includes(phase.name)) ledger.skip(phase.name, "not asked for");
      else if (lost !== null) ledger.skip(phase.name, "the target was lost");
      else if (isOver()) ledger.skip(phase.name, "the run was over");
      else await runPhase(phase, round);
    }
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
    await goRound(0);
    // A round that sent nothing would be followed by another, for ever.
    for (let round = 1, before = 0; round < options.rounds && !isOver() && engine.requests > before; round += 1) {
      before = engine.requests;
      steer = steering?.turn() ?? null;
      await goRound(round);
    }
    // What was found shows again only on the store as it was.
    if (lost === null)
      await goThrough(async () => {
        await engine.restore();
        return null;
      });
  } finally {
    cutOff.cancel();
    await target.close();
  }

  const report = assembleReport({
    options,
    book,
    findings,
    ledger,
    tally,
    coverage,
    latencies,
    timeline,
    requests: engine.requests,
    knowledgeDigest,
    lost: whyLost(),
    startedAtMs,
    durationMs: elapsedMs(),
  });
  tell({ kind: "run-finished", report });
  return report;
};
