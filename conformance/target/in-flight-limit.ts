import { KindLatency } from "./kind-latency.ts";

/** An answer, as far as it tells how much a server takes at once. */
export interface PacedAnswer {
  readonly latencyMs: number;
  /** Equal for answers that should take about as long. */
  readonly kind: string;
  /** How many requests were in flight when it was asked for, its own among them. */
  readonly inFlight: number;
  /** The server said that it does not answer now (429, 503). */
  readonly isPutOff: boolean;
}

/** Why fewer may be in flight than the most: more are still being tried, or latency grew, or too many answers were 429 or 503. */
export type LimitReason = "trial" | "latency" | "refusals";

/** So many answers at least are looked at together, and so many for each that may be in flight. */
const FEWEST_ANSWERS = 16;
const ANSWERS_PER_PLACE = 2;
/** Latency has grown where answers take so many times what they take at best, and so much more: nobody notices less than that. */
const TOLERANCE = 1.5;
const SLACK_MS = 20;
/** More are tried only where answers are further from that than so. */
const CALM = 0.85;
/** One slow answer counts for so many times what it may take, at most: a pause of the server's is not its latency. */
const MOST_TIMES = 4;
/** Where fewer are put off, it is luck. */
const TOLERATED_SHARE = 0.05;
const MOST_AT_A_TIME = 0.9;
const LEAST_AT_A_TIME = 0.5;

/**
 * How many requests a server answers at once without taking longer for it: doubled from one on until latency grows or answers are 429 or
 * 503; then fewer in proportion, and one more at a time again. Additive increase and multiplicative decrease, as in TCP (RFC 5681
 * section 3.1), by latency compared with the best seen, as in TCP Vegas and in adaptive concurrency limits made after it.
 * What one request in flight takes is what the server takes at best, so that a server that became slower for good is not held against itself.
 */
export class InFlightLimit {
  readonly #most: number;
  readonly #kinds = new Map<string, KindLatency>();
  #limit = 1;
  #reason: LimitReason = "trial";
  #heedsPutOffs = true;
  #answers = 0;
  #putOff = 0;
  #mostInFlight = 0;
  /** What answers took together of those whose best is known, and how long they may take. */
  #tookMs = 0;
  #mayTakeMs = 0;

  /** At most `most`, which is 1 or more. */
  constructor(most: number) {
    this.#most = most;
  }

  /** So many requests may be in flight. */
  get limit(): number {
    return Math.floor(this.#limit);
  }

  /** Why the limit is not higher; tells nothing where it is at the most. */
  get reason(): LimitReason {
    return this.#reason;
  }

  /** Takes down an answer. */
  note({ latencyMs, kind, inFlight, isPutOff }: PacedAnswer): void {
    this.#answers += 1;
    this.#mostInFlight = Math.max(this.#mostInFlight, inFlight);
    if (isPutOff) this.#putOff += 1;
    else this.#time(latencyMs, kind, inFlight === 1);
    if (this.#answers < Math.max(FEWEST_ANSWERS, ANSWERS_PER_PLACE * this.limit)) return;
    this.#adjust();
    this.#answers = 0;
    this.#putOff = 0;
    this.#mostInFlight = 0;
    this.#tookMs = 0;
    this.#mayTakeMs = 0;
  }

  #time(latencyMs: number, kind: string, wasAlone: boolean): void {
    const own = this.#kinds.get(kind) ?? new KindLatency();
    this.#kinds.set(kind, own);
    own.add(latencyMs, wasAlone);
    if (own.bestMs === null) return;
    const mayTakeMs = TOLERANCE * own.bestMs + SLACK_MS;
    this.#tookMs += Math.min(latencyMs, MOST_TIMES * mayTakeMs);
    this.#mayTakeMs += mayTakeMs;
  }

  #adjust(): void {
    if (this.#putOff > TOLERATED_SHARE * this.#answers && this.#heedsPutOffs) {
      // Where even one at a time is too many, it is not about how many.
      if (this.limit === 1) this.#heedsPutOffs = false;
      this.#lower(LEAST_AT_A_TIME, "refusals");
    } else if (this.#tookMs > this.#mayTakeMs) {
      const share = this.#mayTakeMs / this.#tookMs;
      this.#lower(Math.min(MOST_AT_A_TIME, Math.max(LEAST_AT_A_TIME, share)), "latency");
    } else if (this.#mostInFlight * 2 >= this.limit && this.#tookMs < CALM * this.#mayTakeMs) this.#raise();
  }

  #lower(share: number, reason: LimitReason): void {
    this.#limit = Math.max(1, this.#limit * share);
    this.#reason = reason;
  }

  #raise(): void {
    this.#limit = Math.min(this.#most, this.#reason === "trial" ? this.#limit * 2 : this.limit + 1);
  }
}
