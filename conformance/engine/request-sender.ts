import type { CredentialName, Exchange, Outcome, SentRequest } from "../cases/exchange.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { asksForPreview } from "../generate/preview.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { isTroubled } from "../target/health-check.ts";
import { toSentRequest } from "../target/sent-request.ts";
import { isUnmet } from "../target/is-unreachable.ts";
import { PATIENCE } from "../target/target.ts";
import { Acquaintance } from "./acquaintance.ts";
import type { EngineParts } from "./engine-parts.ts";
import type { TraitCodes } from "./trait-codes.ts";
import { UnjudgedTally } from "./unjudged-tally.ts";
import { LastSent } from "./last-sent.ts";
import { type Manner, type Waiting, Waits } from "./waits.ts";

/** So many times the timeout an answer to what is to be refused is waited for at most: a server need ask nobody else for it. */
const PATIENCE_FOR_REFUSALS = 2;

/** Why it is to be asked whether a server is well: what came in place of an answer of its own, and to whom. */
export interface Doubt {
  readonly came: "nothing" | "an error" | "a refusal of the key";
  readonly credential: CredentialName;
}

const doubtOf = ({ outcome, request: { credential, credentialHasWorked } }: Exchange): Doubt | null => {
  if (outcome.kind === "fault") return outcome.fault === "too-long" ? null : { came: "nothing", credential };
  if (outcome.status >= 500) return { came: "an error", credential };
  const isRefused = outcome.status === 401 || outcome.status === 403;
  return isRefused && credentialHasWorked ? { came: "a refusal of the key", credential } : null;
};

const isTaken = (outcome: Outcome): boolean => outcome.kind === "response" && outcome.status === 200;

/** Sends requests one by one, waits for each as long as it is worth, and counts. */
export class RequestSender {
  readonly #parts: EngineParts;
  readonly #acquaintance: Acquaintance;
  readonly #waits: Waits;
  /** Answers that are no evidence for any law. */
  readonly unjudged = new UnjudgedTally();
  readonly lastSent = new LastSent();
  #requests = 0;
  #previews = 0;
  #troubles = 0;
  #doubt: Doubt | null = null;
  /** The credentials that a valid request was answered 200 with, of those that the run was given. */
  readonly #working = new Set<CredentialName>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
    this.#waits = new Waits({ timeoutMs: parts.timeoutMs, nowMs: () => performance.now() });
    this.#acquaintance = new Acquaintance({ ...parts, askInvalidly: () => this.#askInvalidly() });
  }

  get requests(): number {
    return this.#requests;
  }

  /** How many of them were valid previews. */
  get previews(): number {
    return this.#previews;
  }

  /** The credentials that the server takes, for all that is known. */
  addWorking(credentials: Iterable<CredentialName>): void {
    for (const credential of credentials) this.#working.add(credential);
  }

  /** Whether a credential that the run was given was taken by now. */
  hasWorked(credential: CredentialName): boolean {
    return this.#working.has(credential);
  }

  /** What is in doubt since what was sent last, where it was not asked since whether the server is well. */
  get doubt(): Doubt | null {
    return this.#doubt;
  }

  /** How many exchanges in a row were troubled. */
  get troubles(): number {
    return this.#troubles;
  }

  /** Takes down that the server is well. */
  noteWell(): void {
    this.#troubles = 0;
    this.#doubt = null;
    this.#waits.noteWell();
  }

  /** Whether a request is of a kind that hangs, and so tells nothing. */
  hangs(plan: RequestPlan): boolean {
    return this.#waits.hangs(this.#traitsOf(plan));
  }

  /** Sends a request and has it read. `onWaiting` is told how it is waited for, which may go on after it is read. */
  async send(plan: RequestPlan, manner: Manner, onWaiting?: (waiting: Waiting) => void): Promise<Reading> {
    const { target, judge, measurements, health, book, unreported } = this.#parts;
    const sent = toSentRequest(plan, this.#working.has(plan.credential));
    const traits = this.#traitsOf(plan);
    if (this.#waits.needsSignOfLife(traits) && (await health.isWell([plan.credential]))) this.#waits.noteWell();
    const waiting = this.#waits.begin({ manner, traits, patienceMs: () => this.#patienceMs(sent, manner) });
    onWaiting?.(waiting);
    const exchange = await target.send(sent, manner !== "usually", waiting.wait).catch((error: unknown) => {
      this.#noteCut(error, sent);
      throw error;
    });
    waiting.end(exchange.outcome.kind === "response" ? exchange.outcome.latencyMs : null);
    await this.#count(exchange);
    this.unjudged.note(exchange.outcome, book.passes(exchange.outcome));
    if (!isUnmet(exchange.outcome)) measurements.time(exchange.outcome);
    this.#doubt = doubtOf(exchange);
    const reading = judge(exchange);
    unreported?.note(plan, reading);
    const isValid = reading.expectation.kind === "acceptance";
    if (isValid && isTaken(exchange.outcome) && this.#parts.credentials.includes(plan.credential))
      this.#working.add(plan.credential);
    this.lastSent.note(exchange, isValid);
    if (isValid && !isUnmet(exchange.outcome) && asksForPreview(plan)) this.#previews += 1;
    if (isTroubled(reading)) this.#troubles += 1;
    // What the contract does not speak of may be refused by whatever stands in front.
    else if (reading.expectation.kind !== "tolerance") this.#troubles = 0;
    await this.#acquaintance.note(reading, plan);
    return reading;
  }

  #traitsOf(plan: RequestPlan): () => TraitCodes {
    const plans = [plan];
    return () => this.#parts.names.traitsOf({ plans });
  }

  /** For how long at most an answer is waited for before it counts as one that never comes. */
  #patienceMs(request: SentRequest, manner: Manner): number {
    const { timeoutMs } = this.#parts;
    if (manner === "patiently") return timeoutMs * PATIENCE;
    return timeoutMs * (this.#isValid(request) ? PATIENCE : PATIENCE_FOR_REFUSALS);
  }

  #isValid(request: SentRequest): boolean {
    const unanswered = { kind: "fault", fault: "timeout", detail: "", latencyMs: 0 } as const;
    return this.#parts.judge({ request, outcome: unanswered }).expectation.kind === "acceptance";
  }

  /** Counts what was under way when the run was cut off: what it did is not seen. */
  #noteCut(error: unknown, request: SentRequest): void {
    if (error instanceof CutOffError && error.wasSent && this.#isValid(request)) this.lastSent.noteCut();
  }

  async #askInvalidly(): Promise<Reading> {
    const { target, judge, invalid } = this.#parts;
    const exchange = await target.send(toSentRequest(invalid[0], false));
    await this.#count(exchange);
    return judge(exchange);
  }

  async #count(exchange: Exchange): Promise<void> {
    if (isUnmet(exchange.outcome)) return;
    this.#requests += 1;
    await this.#parts.onExchange?.(exchange);
  }
}
