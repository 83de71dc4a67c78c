import type { Knowledge } from "../cases/knowledge.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import { CauseNames } from "../engine/cause-names.ts";
import { Engine } from "../engine/engine.ts";
import type { LawBook } from "../engine/law-book.ts";
import type { Judging } from "../engine/laws-broken-by.ts";
import { MetTally } from "../engine/met-tally.ts";
import type { PreviewGuard } from "../engine/previews/preview-guard.ts";
import { SuspectList } from "../engine/suspect-list.ts";
import { FindingBook } from "../findings/finding-book.ts";
import { type CheckedOperation, onlyOperation } from "../generate/only-operation.ts";
import { createJudge } from "../judge/judge.ts";
import type { Phase, PhaseContext } from "../phases/phase.ts";
import { invalidWithEach } from "../phases/probing/invalid-instance-ids.ts";
import { broadcast } from "../report/broadcast.ts";
import { Measurements } from "../report/measurements.ts";
import type { Report } from "../report/report.ts";
import type { Reporter, RunEvent } from "../report/run-event.ts";
import { type CutOff, cutOffAfter } from "../target/cut-off-after.ts";
import type { HealthCheck } from "../target/health-check.ts";
import type { StateProbe } from "../target/state-probe.ts";
import type { RootFault, Target } from "../target/target.ts";
import { assembleReport } from "./assemble-report.ts";
import { Completeness } from "./completeness.ts";
import { confirmationOptions } from "./confirmation-options.ts";
import { Confirmation } from "./confirmation.ts";
import { endRun } from "./end-run.ts";
import { engineOptions } from "./engine-options.ts";
import { HeldReplays } from "./held-replays.ts";
import { hasEnoughFindings } from "./has-enough-findings.ts";
import { Learning } from "./learning.ts";
import { openRunBook } from "./open-run-book.ts";
import { openPreviewGuard } from "./open-preview-guard.ts";
import { openRunHealthCheck } from "./open-run-health-check.ts";
import { openRunStateProbe } from "./open-run-state-probe.ts";
import { openRunTarget, sendingsOf } from "./open-run-target.ts";
import { Passes } from "./passes.ts";
import { endOf, PhaseLedger } from "./phase-ledger.ts";
import { type PhaseSettings, phaseSettings } from "./phase-settings.ts";
import { PreviewsWatch } from "./previews-watch.ts";
import { ProgressMeter } from "./progress-meter.ts";
import type { RunOptions } from "./run-options.ts";
import { RunState } from "./run-state.ts";
import { startOf } from "./start-of.ts";
import { lawsSought } from "./verdicts.ts";
import { WritePolicy } from "./write-policy.ts";

/** How long requests under way are waited for once the run was told to end. */
const GRACE_MS = 1_000;

/** One run over a target: what it is made of, and the order in which it goes through rounds and phases. */
export class Run {
  readonly #options: RunOptions;
  readonly #tell: (event: RunEvent) => void;
  readonly #startedAtMs: number;
  readonly #checked: CheckedOperation;
  readonly #settings: PhaseSettings;
  readonly #cutOff: CutOff;
  readonly #target: Target;
  readonly #health: HealthCheck;
  readonly #state: RunState;
  readonly #completeness: Completeness;
  readonly #policy: WritePolicy;
  readonly #measurements: Measurements;
  readonly #learning: Learning;
  readonly #book: LawBook;
  readonly #judging: Judging;
  readonly #suspects = new SuspectList();
  readonly #met = new MetTally();
  readonly #findings = new FindingBook();
  readonly #ledger = new PhaseLedger();
  readonly #meter: ProgressMeter;
  readonly #engine: Engine;
  readonly #confirmation: Confirmation;
  readonly #replays: HeldReplays;
  readonly #guard: PreviewGuard | null;
  readonly #stateProbe: StateProbe | null;
  readonly #previews: PreviewsWatch;
  readonly #passes: Passes;
  #phase: PhaseName = "probe";
  #rootFault: RootFault = null;

  constructor(options: RunOptions, reporters: readonly Reporter[]) {
    const startMs = performance.now();
    this.#options = options;
    this.#tell = broadcast(reporters);
    this.#startedAtMs = options.now();
    this.#checked = onlyOperation(options.contract);
    this.#settings = phaseSettings(options, this.#checked);
    this.#cutOff = cutOffAfter(options.signal, GRACE_MS);
    const sendings = sendingsOf(options);
    this.#target = openRunTarget(options, { startMs, cutOff: this.#cutOff.signal, sendings });
    this.#health = openRunHealthCheck(options, this.#target, () => this.#rootFault);
    this.#measurements = new Measurements(this.#checked.shape, startMs);
    this.#state = new RunState({
      signal: options.signal,
      timeMs: options.timeMs,
      elapsedMs: () => this.#measurements.elapsedMs,
      hasEnough: () => hasEnoughFindings(this.#findings, options, this.#confirmation.verdicts),
    });
    this.#completeness = new Completeness(this.#state, options);
    this.#passes = new Passes(options, this.#checked.shape);
    this.#policy = new WritePolicy(options, this.#settings.hasPreview);
    this.#learning = new Learning(options, this.#checked.shape, this.#measurements.coverage);
    this.#book = openRunBook(options, () => this.#phase, this.#tell);
    this.#judging = { judge: createJudge(options.contract, this.#checked.operation), book: this.#book };
    this.#stateProbe = openRunStateProbe(options, this.#cutOff.signal);
    this.#guard = openPreviewGuard(options, this.#checked, {
      isActive: () => !this.#policy.allowsWrites || this.#phase === "probe",
      isOver: () => this.#state.isOver,
      hangs: (plan) => this.#engine.hangs(plan),
      stored: async () => (await this.#stateProbe?.read())?.ids ?? null,
      recover: (credentials) => this.#engine.recovery.recover(credentials),
      takeHealthRequest: this.#health.take,
      onAlone: (isAlone) => this.#target.throttle.tryOut(isAlone),
      onWritten: (law, seen) => this.#engine.beside.enterWriting(law, seen),
      onUnseen: (look) => this.#engine.beside.enterUnseen(look),
    });
    this.#previews = new PreviewsWatch(this.#guard, this.#stateProbe, { ...options, sendings });
    this.#engine = this.#makeEngine();
    this.#meter = new ProgressMeter({
      tell: this.#tell,
      elapsedMs: () => this.#measurements.elapsedMs,
      requests: () => this.#engine.requests,
      suspects: () => this.#suspects.size,
    });
    this.#confirmation = this.#makeConfirmation();
    this.#replays = new HeldReplays(options.laws, this.#confirmation);
  }

  /** What is known of the target by now. */
  get knowledge(): Knowledge {
    return this.#learning.knowledge;
  }

  /** Goes through all rounds and gives the report. May be called once. */
  async go(): Promise<Report> {
    try {
      this.#rootFault = await this.#target.reach();
      this.#tell(startOf(this.#options, lawsSought(this.#options)));
      await this.#previews.begin();
      await this.#goRounds();
      await this.#confirmation.settle();
      await endRun({
        state: this.#state,
        engine: this.#engine,
        judging: this.#judging,
        previews: this.#previews,
        findings: this.#findings,
      });
    } finally {
      this.#cutOff.end();
      await this.#target.close();
    }
    const previews = this.#previews.report(this.#engine);
    this.#replays.settle(previews, this.#engine.previews);
    const report = assembleReport({
      options: this.#options,
      book: this.#book,
      findings: this.#findings,
      met: this.#met,
      confirmation: this.#confirmation,
      ledger: this.#ledger,
      measurements: this.#measurements,
      engine: this.#engine,
      learning: this.#learning,
      lost: this.#state.whyLost,
      extent: this.#passes.extent(this.#state.hasEnough),
      previews,
      unreported: this.#previews.unreported.report,
      startedAtMs: this.#startedAtMs,
    });
    this.#tell({ kind: "run-finished", report });
    return report;
  }

  #makeEngine(): Engine {
    return new Engine({
      ...this.#checked,
      ...engineOptions(this.#options),
      target: this.#target,
      stateProbe: this.#stateProbe,
      ...this.#judging,
      suspects: this.#suspects,
      met: this.#met,
      names: new CauseNames(this.#checked, this.#book.laws),
      guard: this.#guard,
      unreported: this.#previews.unreported.changes,
      measurements: this.#measurements,
      health: this.#health,
      rootFault: () => this.#rootFault,
      credentials: this.#settings.credentials,
      invalid: invalidWithEach(this.#checked.operation, this.#settings.credentials),
      asAllowed: this.#policy.asAllowed,
      isOver: () => this.#state.isOver,
      onJudged: (testCase, trial, order) => {
        this.#learning.note(testCase, trial, order);
        this.#passes.budget.note(testCase, trial, this.#phase);
      },
      onProgress: (done, planned) => this.#meter.note(this.#phase, done, planned),
    });
  }

  #makeConfirmation(): Confirmation {
    return new Confirmation({
      ...confirmationOptions(this.#options, this.#checked),
      engine: this.#engine,
      judging: this.#judging,
      suspects: this.#suspects,
      met: this.#met,
      findings: this.#findings,
      tell: this.#tell,
      state: this.#state,
    });
  }

  async #goRounds(): Promise<void> {
    await this.#goRound(0);
    // A round that sent nothing would be followed by another, for ever.
    for (
      let round = 1, before = 0;
      round < this.#options.rounds &&
      !this.#state.isOver &&
      this.#engine.requests > before &&
      this.#guard?.hasStopped !== true;
      round += 1
    ) {
      before = this.#engine.requests;
      this.#learning.beginRound();
      await this.#goRound(round);
    }
  }

  async #goRound(round: number): Promise<void> {
    for (const pass of this.#passes.ofRound(round, () => this.#state.isOver))
      for (const phase of pass) {
        const skipped = this.#passes.whySkipped(phase, this.#state);
        if (skipped === null) await this.#goPhase(phase, round);
        else this.#ledger.skip(phase.name, skipped, this.#completeness.keptFrom(skipped, round, this.#passes));
      }
    await this.#confirmation.endRound();
  }

  async #goPhase(phase: Phase, round: number): Promise<void> {
    this.#phase = phase.name;
    this.#policy.enter(phase.name, round);
    this.#tell({ kind: "phase-started", phase: phase.name, round });
    const startMs = performance.now();
    const requestsBefore = this.#engine.requests;
    const skipped = await this.#completeness.of(async () => {
      // What one phase, or an earlier run, has written is not to decide what the next one can be put to the test on.
      await this.#engine.restore();
      return phase.run(this.#contextOf(phase.name, round));
    });
    await this.#confirmation.confirmSuspects();
    await this.#confirmation.accuse(phase.name);
    await this.#learning.endPhase();
    const told = {
      requests: this.#engine.requests - requestsBefore,
      durationMs: Math.round(performance.now() - startMs),
      skipped,
    };
    const endedBy = this.#completeness.endedBy(round > 0 || this.#passes.isRepeating);
    this.#ledger.add({ name: phase.name, ...told, ...endOf(endedBy) });
    this.#tell({ kind: "phase-finished", phase: phase.name, round, ...told });
  }

  #contextOf(name: PhaseName, round: number): PhaseContext {
    const engine = this.#engine;
    return {
      ...this.#settings,
      allowWrites: this.#policy.allowsWrites,
      round,
      pool: this.#learning.pool,
      laws: this.#book.laws,
      relations: this.#book.relations,
      knowledge: this.#learning.knowledge,
      takeHealthRequest: this.#health.take,
      hasWorked: (credential) => engine.hasWorked(credential),
      learn: (knowledge) => {
        this.#learning.learn(knowledge);
        engine.addWorking(knowledge.working);
      },
      asAllowed: this.#policy.asAllowed,
      isOver: this.#completeness.isOver,
      fail: (law, problem) => this.#book.fail(law, problem),
      attempt: (testCase, counts) =>
        engine.recovery.recover().then(() => engine.try(testCase, { counts, isAlone: true })),
      names: engine.names,
      replayed: (finding, result) => this.#replays.replayed(finding, result),
      allot: (sequence) => this.#passes.budget.allot(sequence, this.#learning.knowledge),
      send: (testCase) => engine.send(testCase, name),
      sendAll: (sequence, isAlone) =>
        engine.sendAll(sequence, name, isAlone).then((isThrough) => {
          this.#completeness.note(isThrough);
          return this.#confirmation.confirmSuspects();
        }),
    };
  }
}
