import type { Case, CaseSequence } from "../cases/case.ts";
import type { CredentialName } from "../cases/exchange.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { shareOf } from "../cases/shard.ts";
import { type StoreTells, type StoredView, storedAround } from "../cases/stored.ts";
import type { Trial } from "../cases/trial.ts";
import { groupsOf } from "../generate/groups-of.ts";
import type { ReportedPace } from "../report/reported-pace.ts";
import { BesideCases } from "./beside-cases.ts";
import type { CauseNames } from "./cause-names.ts";
import type { EngineParts } from "./engine-parts.ts";
import { convictIfWriting } from "./convict-if-writing.ts";
import type { LastSent } from "./last-sent.ts";
import { paceOf } from "./pace-of.ts";
import { PreviewsStoppedError } from "./previews/previews-stopped-error.ts";
import { Recovery } from "./recovery.ts";
import { RequestSender } from "./request-sender.ts";
import { sendShare } from "./send-share.ts";
import { type Position, shownBy, suspectOf } from "./suspect-of.ts";
import { type BriefTrial, tryBriefly } from "./try-briefly.ts";
import type { Manner } from "./waits.ts";

interface TryOptions {
  /** What is seen counts as evidence; repetitions and shrinking do not, and wait longer: a server may be slow under load, and is still at what it was asked before. */
  readonly counts: boolean;
  /** No other case is under way. */
  readonly isAlone: boolean;
}

/** Where a case stands in a run. */
interface Place extends Position {
  readonly isAlone: boolean;
}

/** So many exchanges in a row, for each worker, may fail before the server's health is asked after. */
const TROUBLES_PER_WORKER = 4;

/** Sends cases, has them judged, and enters the cases that broke a law among the suspects. */
export class Engine {
  readonly #parts: EngineParts;
  readonly #sender: RequestSender;
  /** Waits for the server where it may not be well. */
  readonly recovery: Recovery;
  /** What got no answer, and what was sent last. */
  readonly lastSent: LastSent;
  /** Enters what is shown beside the cases. */
  readonly beside: BesideCases;
  #order = 0;
  #phase: PhaseName = "probe";
  #notSent = 0;
  #storeTells: StoreTells = "nothing";

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#sender = new RequestSender(parts);
    this.lastSent = this.#sender.lastSent;
    this.beside = new BesideCases(parts, () => ({ phase: this.#phase, order: this.#order }));
    this.recovery = new Recovery(parts, this.#sender);
  }

  get requests(): number {
    return this.#sender.requests;
  }

  /** How many of them were valid previews. */
  get previews(): number {
    return this.#sender.previews;
  }

  /** Takes down credentials that a request was answered 200 with. */
  addWorking(working: Iterable<CredentialName>): void {
    this.#sender.addWorking(working);
  }

  /** Whether a credential that the run was given was taken by now. */
  hasWorked(credential: CredentialName): boolean {
    return this.#sender.hasWorked(credential);
  }

  /** How many requests may be in flight at once. */
  get workers(): number {
    return this.#parts.workers;
  }

  /** How many cases were not sent because a preview had written. */
  get notSent(): number {
    return this.#notSent;
  }

  /** What kept cases from being sent to a server in this process, and how many. */
  get notCarried(): ReadonlyMap<string, number> {
    return this.#parts.reach.notCarried;
  }

  /** What the state probe told when it was asked last. */
  get storeTells(): StoreTells {
    return this.#storeTells;
  }

  /** Names what is seen. */
  get names(): CauseNames {
    return this.#parts.names;
  }

  /** Whether a case that could be brought to the target is not sent, for previews were stopped. */
  isBarred(testCase: Case): boolean {
    return this.#parts.reach.carries(testCase) && !this.maySend(testCase);
  }

  /** Whether a case may be sent as things stand. */
  maySend(testCase: Case): boolean {
    const { guard, reach } = this.#parts;
    return reach.carries(testCase) && testCase.plans.every((plan) => guard?.maySend(plan) ?? true);
  }

  /** Whether what is stored changes while no case is sent; null where nobody looks after previews. `isBrief`: a few requests have to do. */
  async movesByItself(isBrief: boolean): Promise<boolean | null> {
    return (await this.#parts.guard?.aftermath.movesByItself(isBrief, (plan) => this.ask(plan))) ?? null;
  }

  /** Sends one request that is no case, and is not judged. */
  ask(plan: RequestPlan): Promise<Reading> {
    return this.#sender.send(plan, "patiently");
  }

  /** At what pace the target let itself be asked, and was. */
  get pace(): ReportedPace {
    return paceOf(this.#parts.target, this.#parts.measurements, this.#sender.unjudged);
  }

  /**
   * Sends one case and judges it, without entering anything anywhere. With a state probe, `isAlone` restores the initial state
   * first: only a case that runs with no other may do that.
   */
  async try(testCase: Case, { counts, isAlone }: TryOptions): Promise<Trial> {
    const { book, measurements } = this.#parts;
    if (isAlone) await this.restore();
    const readsStore = testCase.relation?.readsStore === true;
    const before = readsStore ? await this.#stored() : null;
    const readings: Reading[] = [];
    for (const group of groupsOf(testCase.plans))
      readings.push(...(await Promise.all(group.map((plan) => this.#ask(plan, counts ? "usually" : "patiently")))));
    const after = readsStore ? await this.#stored() : null;
    if (counts) for (const reading of readings) measurements.coverage.add(reading);
    const stored = before === null || after === null ? null : storedAround(before, after);
    return { readings, ...book.judge(readings, stored, testCase.relation, counts) };
  }

  /**
   * Sends a case of one request that hung, or may hang as well, and judges it as it stands after a short wait, without entering anything
   * anywhere. What it shows holds only where no answer came late. Others may be under way, unless `restoresStore`.
   */
  async tryBriefly(testCase: Case): Promise<BriefTrial> {
    if (this.restoresStore) await this.restore();
    return tryBriefly(testCase, this.#parts, this.#sender);
  }

  /** Whether a request is of a kind that hangs, and so tells nothing. */
  hangs(plan: RequestPlan): boolean {
    return this.#sender.hangs(plan);
  }

  /** Whether the store is put back before what is sent again, which then is sent alone. */
  get restoresStore(): boolean {
    return this.#parts.mayRestore && this.#parts.stateProbe !== null;
  }

  /** Puts the server's store back as it was at first, where there is a state probe and leave to write. No case may be under way. */
  async restore(): Promise<void> {
    if (this.#parts.mayRestore) await this.#parts.stateProbe?.restore();
  }

  #ask(plan: RequestPlan, manner: Manner): Promise<Reading> {
    const ask = async (one: RequestPlan): Promise<Reading> => {
      const reading = await this.#sender.send(one, manner);
      if (one === plan) return reading;
      this.beside.enter(one, reading);
      await this.recovery.recoverInDoubt();
      return reading;
    };
    return this.#parts.guard?.send(plan, ask) ?? ask(plan);
  }

  /** Where the next case stands in the order of generation. */
  get order(): number {
    return this.#order;
  }

  async #stored(): Promise<StoredView | null> {
    const view = (await this.#parts.stateProbe?.read()) ?? null;
    if (view !== null) this.#storeTells = view.facts === null ? "ids" : "facts";
    return view;
  }

  /** Sends one case that every shard needs the answer of; the first shard alone judges it, so that it is judged once. */
  async send(testCase: Case, phase: PhaseName): Promise<readonly Reading[]> {
    const { shard } = this.#parts;
    this.#phase = phase;
    const order = this.#order++;
    const readings =
      shard === null || shard.index === 1
        ? await this.#enter(testCase, { phase, order, isAlone: false })
        : (await this.try(testCase, { counts: false, isAlone: false })).readings;
    await this.recovery.recoverInDoubt();
    return readings;
  }

  /** Sends one case as part of a phase: evidence is counted and what broke a law becomes a suspect. */
  async #enter(testCase: Case, { phase, order, isAlone }: Place): Promise<readonly Reading[]> {
    const trial = await this.try(testCase, { counts: true, isAlone });
    const { readings, breaches } = trial;
    this.#parts.measurements.tally.add(testCase, phase);
    this.#parts.onJudged(testCase, trial, order);
    await convictIfWriting(testCase, trial, this.#parts.guard, (plan) => this.ask(plan));
    const counted = new Set<string>();
    for (const breach of breaches) {
      const { own, seen } = shownBy(testCase, { trial, breach }, this.#parts);
      const suspect = suspectOf(this.names, own, seen, { phase, order });
      this.#parts.suspects.add(suspect);
      if (!counted.has(suspect.fingerprint)) this.#parts.met.add(suspect.fingerprint, suspect.traits, seen);
      counted.add(suspect.fingerprint);
    }
    return readings;
  }

  async #enterUnlessStopped(testCase: Case, place: Place): Promise<void> {
    if (!this.#parts.reach.admits(testCase)) return;
    try {
      await this.#enter(testCase, place);
    } catch (error) {
      if (!(error instanceof PreviewsStoppedError)) throw error;
      this.#notSent += 1;
    }
  }

  /**
   * Sends a sequence, or the shard's share of it, on all workers at once. Which worker takes which case changes nothing about the cases. With a state probe
   * the sequence starts from the initial state, and each case of it where each runs alone. Gives whether all was sent before the run was over.
   */
  async sendAll(sequence: CaseSequence, phase: PhaseName, isAlone = false): Promise<boolean> {
    if (!isAlone) await this.restore();
    this.#phase = phase;
    const first = this.#order;
    const isThrough = await sendShare({
      sequence,
      share: shareOf(sequence.count, this.#parts.shard),
      workers: isAlone ? 1 : this.#parts.workers,
      throttle: this.#parts.target.throttle,
      isOver: this.#parts.isOver,
      // So many failures in a row are no work of what was sent.
      isTroubled: () => this.#sender.troubles >= TROUBLES_PER_WORKER * this.#parts.workers,
      recover: () => this.recovery.recover(),
      enter: (testCase, index) => this.#enterUnlessStopped(testCase, { phase, order: first + index, isAlone }),
      onProgress: this.#parts.onProgress,
    });
    // Whatever this shard's share: the next sequence begins at the same place in every shard.
    this.#order = first + sequence.count;
    return isThrough;
  }
}
