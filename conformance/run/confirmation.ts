import type { Case } from "../cases/case.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Breach } from "../cases/trial.ts";
import { markKnown, type RunBaseline, type Verdicts } from "../corpus/baseline/baseline.ts";
import type { RecordedFinding } from "../corpus/corpus-file.ts";
import { changesTold } from "../corpus/recorded-changes.ts";
import { type RecordedRun, recordFinding } from "../corpus/record-finding.ts";
import type { Replayed } from "../corpus/replay-finding.ts";
import type { RunCorpus } from "../corpus/run-corpus.ts";
import { accuse } from "../engine/accuse.ts";
import type { Engine } from "../engine/engine.ts";
import type { Judging } from "../engine/laws-broken-by.ts";
import type { MetTally } from "../engine/met-tally.ts";
import { KEPT_PER_KIND, type Suspect, type SuspectList } from "../engine/suspect-list.ts";
import { asItWas } from "../engine/as-it-was.ts";
import { causeOf } from "../findings/cause-of.ts";
import { type Confirmed, confirm } from "../findings/confirm.ts";
import { isHang } from "../findings/confirm-hang.ts";
import { restoreLine, variablesInRestoring } from "../findings/curl.ts";
import { type CurlChoice, PLAIN_CURL } from "../findings/curl-choice.ts";
import { doubtOf } from "../findings/doubt-of.ts";
import type { Doubt, Explanation, FindingBook } from "../findings/finding-book.ts";
import { reportedVariables, toReportedFinding } from "../findings/to-reported-finding.ts";
import { NOT_MADE_SMALLER } from "../report/not-made-smaller.ts";
import type { ReportedBreach, ReportedFinding } from "../report/report.ts";
import type { ReplayVerdict, ReportedReplay } from "../report/reported-replays.ts";
import type { RunEvent } from "../report/run-event.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { LostError } from "../target/lost-error.ts";
import { HangConfirmation } from "./hang-confirmation.ts";
import type { MadeFinding } from "./made-finding.ts";
import { MAX_CAUSES } from "./max-causes.ts";
import { previewRulesIn } from "./open-preview-guard.ts";
import type { RunState } from "./run-state.ts";

const reportedBreach = ({ law, violation }: Breach, fingerprint: string): ReportedBreach => ({
  law: law.id,
  level: violation.level ?? law.level,
  message: violation.message,
  expected: violation.expected,
  actual: violation.actual,
  fingerprint,
});

/** What is needed to make findings of suspects. */
export interface ConfirmationParts {
  readonly engine: Engine;
  readonly judging: Judging;
  readonly suspects: SuspectList;
  readonly met: MetTally;
  readonly findings: FindingBook;
  readonly corpus: RunCorpus | null;
  readonly baseline: RunBaseline | null;
  /** Where what is found can be sent to by hand, or null. */
  readonly target: URL | null;
  /** Where the store is put back as it was, or null where it is not. */
  readonly restoreUrl: URL | null;
  /** What lines for a shell are made with, where they are not the plain ones. */
  readonly curl: CurlChoice | undefined;
  /** Sent along when it is. */
  readonly stateHeaders: Readonly<Record<string, string>>;
  readonly run: RecordedRun;
  readonly tell: (event: RunEvent) => void;
  readonly state: RunState;
  /** Milliseconds since the Unix epoch. */
  readonly nowMs: () => number;
}

/** Makes findings of what broke a law: each is seen again, made small, told and kept. */
export class Confirmation {
  readonly #parts: ConfirmationParts;
  readonly #verdicts = new Map<string, ReplayVerdict>();
  readonly #replays = new Map<string, ReportedReplay>();
  readonly #idle = new Set<string>();
  /** What is believed by number, and the first suspect of each: other requests may show it by themselves. */
  readonly #byNumber: (readonly [Suspect, Confirmed])[] = [];
  readonly #hangs: HangConfirmation;

  constructor(parts: ConfirmationParts) {
    this.#parts = parts;
    this.#hangs = new HangConfirmation({
      ...parts,
      isExplained: (suspect) => this.#isExplained(suspect),
      confirmSlowly: (suspect) => this.#confirmAlike([suspect]),
      make: (confirmed) => this.#make(confirmed),
      tell: (made) => this.#tell(made),
    });
  }

  /** What became of what was recorded, by fingerprint. */
  get verdicts(): Verdicts {
    return this.#verdicts;
  }

  /** Fingerprints of what was sent again and could not have shown anything, whatever the server does. */
  get idle(): ReadonlySet<string> {
    return this.#idle;
  }

  /** The same, as a report has it. */
  get replays(): ReadonlyMap<string, ReportedReplay> {
    return this.#replays;
  }

  /** Confirms what suspects there are: what no finding explains is confirmed and shrunk, or was unstable. No case may be under way. */
  async confirmSuspects(): Promise<void> {
    const groups = this.#parts.suspects.drain();
    const areHung = (alike: readonly Suspect[]): boolean => alike.every(isHang);
    // It takes longest until it is known of these whether they are proven.
    await this.#hangs.confirm(groups.filter(areHung));
    for (const alike of groups) if (!areHung(alike)) await this.#confirmAlike(alike);
  }

  /** Makes findings of what is believed by number, where nothing that came again explains it by now. */
  async endRound(): Promise<void> {
    for (const [suspect, confirmed] of this.#byNumber.splice(0))
      if (!this.#isExplained(suspect) && !this.#parts.findings.isFull && !this.#parts.state.hasEnough)
        await this.#enter(confirmed);
  }

  /** Waits until it is known of all that hung whether it does so for good, and tells what does. No finding is made after that. */
  settle(): Promise<void> {
    return this.#hangs.settle();
  }

  /** About one CVM, as a rule. */
  readonly #narrower = (plan: RequestPlan): RequestPlan =>
    previewRulesIn(this.#parts.judging.book.laws)
      ?.narrower(plan, [], () => true)
      .flat()[0] ?? plan;

  #isExplained(suspect: Suspect): boolean {
    const { engine, findings } = this.#parts;
    return findings.explains(suspect, (breach) => engine.names.formerly(breach));
  }

  /** Goes on until findings explain all that broke one law in one way, or what is left does not come again. */
  async #confirmAlike(alike: readonly Suspect[]): Promise<void> {
    const { findings, state } = this.#parts;
    let left = alike.filter((suspect) => !this.#isExplained(suspect));
    for (let tries = 0; tries < MAX_CAUSES && !findings.isFull; tries += 1) {
      const few = left.slice(0, KEPT_PER_KIND);
      const [first] = few;
      if (first === undefined) return;
      const confirmed = await this.#confirmFew(first, few);
      if (confirmed === null) return;
      await this.#enter(confirmed);
      left = left.filter((suspect) => suspect.order !== confirmed.suspect.order && !this.#isExplained(suspect));
      if (state.isOver) return;
    }
  }

  /** Confirms one of a few suspects; null, and a doubt, where none comes again. */
  async #confirmFew(first: Suspect, few: readonly Suspect[]): Promise<Confirmed | null> {
    const { engine, findings, state } = this.#parts;
    const doubt = (why: Doubt): null => {
      findings.doubt(first.seen.breach.law.id, why);
      return null;
    };
    if (state.isLost || state.hasEnough) return doubt({ kind: "not-sent-again" });
    try {
      const confirmed = await confirm(engine, few, () => state.isInterrupted, this.#narrower);
      if (confirmed !== null && confirmed.isByNumber !== true) return confirmed;
      if (confirmed !== null) this.#byNumber.push([first, confirmed]);
      const isStored = !engine.restoresStore && few.every(({ testCase }) => engine.names.isWriting(testCase));
      return doubt(engine.maySend(first.testCase) ? doubtOf(few, isStored) : { kind: "previews-write" });
    } catch (error) {
      if (error instanceof LostError) state.lose(error);
      else if (!(error instanceof CutOffError)) throw error;
      return doubt({ kind: "not-sent-again" });
    }
  }

  /** Makes one finding of a server that fails on everything, if it was lost for that: what else it broke meanwhile follows from it. */
  async accuse(phase: PhaseName): Promise<void> {
    const { engine, judging, findings, state } = this.#parts;
    const { failing } = state;
    if (failing === null) return;
    const sighting = accuse(failing.exchange, judging);
    if (sighting === null) return;
    if (findings.isFull) return;
    const testCase: Case = { plans: [failing.plan], relation: null, simpler: () => [] };
    const fingerprint = engine.names.kind(sighting.breach);
    const suspect = { fingerprint, phase, order: engine.order, traits: engine.names.traitsOf(testCase) };
    await this.#enter({ suspect, isSmallest: false, testCase, ...sighting });
  }

  /** Takes down what became of a recorded finding. */
  replayed(recorded: RecordedFinding, { verdict, why, previews, confirmed, isIdle }: Replayed): void {
    const { findings, tell } = this.#parts;
    const { fingerprint, law, level, message } = recorded;
    this.#verdicts.set(fingerprint, verdict);
    if (isIdle === true) this.#idle.add(fingerprint);
    const bySoMany = previews === undefined ? {} : { previews };
    this.#replays.set(fingerprint, { fingerprint, law, level, message, verdict, why, ...bySoMany });
    if (verdict === "unstable") findings.doubt(recorded.law, { kind: "sometimes" });
    // What was replayed is kept already.
    const made = confirmed === null ? null : this.#make(confirmed);
    if (made !== null) {
      findings.add(made.finding, made.explanation);
      this.#announce(made);
    }
    tell({ kind: "replayed", fingerprint, law, verdict, why });
  }

  /** Makes a finding, and tells and keeps it, unless it is one that there is already. */
  async #enter(confirmed: Confirmed): Promise<void> {
    const made = this.#make(confirmed);
    if (made === null) return;
    this.#parts.findings.add(made.finding, made.explanation);
    await this.#tell(made);
  }

  /** Makes a finding; null where it is one that there is already. */
  #make(confirmed: Confirmed): MadeFinding | null {
    const { engine, findings, met, corpus, target, run } = this.#parts;
    const cause = causeOf(confirmed, engine.names);
    const breaches = [cause.breach, ...cause.others];
    const explanation: Explanation = {
      kinds: breaches.map((breach) => engine.names.kind(breach)),
      // What came down to it is explained by it, though it may have had another of a sort in it.
      explaining: [cause.traits, confirmed.suspect.traits],
      formerly: new Set(breaches.map((breach) => engine.names.formerly(breach))),
    };
    if (findings.has(cause.fingerprint)) {
      findings.widen(cause.fingerprint, explanation);
      return null;
    }
    const { testCase, trial, suspect } = confirmed;
    const [own = ""] = explanation.kinds;
    const smallest = toReportedFinding(
      { suspect: { ...suspect, fingerprint: cause.fingerprint }, testCase, trial, breach: cause.breach },
      {
        also: cause.others.map((breach) => reportedBreach(breach, engine.names.identity(breach, cause.traits))),
        traits: [...cause.traits],
        takes: confirmed.isSmallest ? engine.names.wordsOf(testCase) : [],
        writes: engine.names.isWriting(testCase),
        met: met.met(own, cause.traits),
        formerly: [...explanation.formerly],
      },
      target,
      this.#parts.curl,
    );
    const shown =
      confirmed.isCutShort === true ? { ...smallest, message: `${smallest.message} ${NOT_MADE_SMALLER}` } : smallest;
    const record = recordFinding(confirmed, cause, shown, run);
    const asBefore = this.#asBefore(confirmed);
    const told = asBefore === null ? shown : { ...shown, message: `${shown.message} ${asBefore}` };
    const finding = { ...told, ...this.#restoring(told, testCase), replay: corpus?.replayLine(record) ?? null };
    return { finding, record, explanation };
  }

  /** What has to be stored again before requests that write can show it again, where nothing puts it back; null where they changed nothing, or it is. */
  #asBefore({ testCase: { relation, plans }, trial }: Confirmed): string | null {
    const { restoreUrl, run } = this.#parts;
    const { previewRules } = run;
    if (restoreUrl !== null || relation?.phase !== "writes" || previewRules === null) return null;
    const changes = changesTold(trial.readings.map(previewRules.told), (step) => {
      const plan = plans[step];
      return plan !== undefined && !run.isHarmless(plan);
    });
    return changes.size === 0 ? null : asItWas([...changes].map(([cvmId, before]) => ({ cvmId, before, after: null })));
  }

  /** What writes shows it only on the store as it was: a line more that sees to that. */
  #restoring(
    { curl, variables = [] }: Omit<ReportedFinding, "replay">,
    { plans }: Confirmed["testCase"],
  ): Pick<ReportedFinding, "curl"> & Partial<Pick<ReportedFinding, "variables">> {
    const { restoreUrl, stateHeaders, run, curl: choice = PLAIN_CURL } = this.#parts;
    if (restoreUrl === null || plans.every(run.isHarmless)) return { curl };
    return {
      curl: [restoreLine(restoreUrl, stateHeaders, choice), ...curl],
      ...reportedVariables([...variables, ...variablesInRestoring(restoreUrl, stateHeaders, choice)]),
    };
  }

  #announce({ finding, record }: MadeFinding): void {
    const { baseline, tell, nowMs } = this.#parts;
    baseline?.keep?.(record);
    // What the baseline knows was sent before anything else: by now it is known whether it still stands.
    for (const marked of markKnown([finding], baseline, this.#verdicts, nowMs()))
      tell({ kind: "finding", finding: marked });
  }

  async #tell(made: MadeFinding): Promise<void> {
    this.#announce(made);
    await this.#parts.corpus?.keepFinding(made.record, this.#verdicts.get(made.record.fingerprint) === "fixed");
  }
}
