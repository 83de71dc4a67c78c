import type { BoundShare, PaceBound } from "../cases/pace-bound.ts";
import { BoundClock } from "./bound-clock.ts";
import { InFlightLimit, type PacedAnswer } from "./in-flight-limit.ts";
import { Pace, type PaceParts, type Refusal } from "./pace.ts";
import { Permits } from "./permits.ts";

/** What a throttle needs. */
export interface ThrottleParts extends Omit<PaceParts, "perSecond" | "holds"> {
  /** Requests a second that the user allows, null for as many as will go, or `auto` for what the server takes without answering slower, 429 or 503. */
  readonly ratePerSecond: number | "auto" | null;
  /** Cases under way at once, at most. */
  readonly workers: number;
}

/** How fast a target was asked, and what kept it from being faster. */
export interface Speed {
  /** The most requests that were in flight at once. */
  readonly mostInFlight: number;
  readonly bounds: readonly BoundShare[];
}

/** One request on its way. */
export interface Flight {
  readonly begin: () => void;
  readonly end: () => void;
  /** How many were in flight when it went out, itself among them; 0 as long as it has not. */
  readonly inFlight: () => number;
}

/** All that decides when the next request goes out: the pace, and how many cases are under way. It never decides which. */
export class Throttle {
  readonly #pace: Pace;
  readonly #limit: InFlightLimit | null;
  readonly #permits: Permits;
  readonly #clock: BoundClock;
  readonly #workers: number;
  #waitingForPace = 0;
  #isTryingOut = false;
  #isOut = false;
  #inFlight = 0;
  #mostInFlight = 0;

  constructor({ ratePerSecond, workers, ...parts }: ThrottleParts) {
    const isAuto = ratePerSecond === "auto";
    this.#pace = new Pace({ ...parts, perSecond: isAuto ? null : ratePerSecond, holds: isAuto });
    this.#limit = isAuto ? new InFlightLimit(workers) : null;
    this.#permits = new Permits(() => this.#limit?.limit ?? workers);
    this.#clock = new BoundClock(parts.nowMs);
    this.#workers = workers;
  }

  /** Requests a second at most, or null for as many as will go. */
  get perSecond(): number | null {
    return this.#pace.perSecond;
  }

  /** How many answers were 429. */
  get refusals(): number {
    return this.#pace.refusals;
  }

  /** How many requests were let through. */
  get letThrough(): number {
    return this.#pace.letThrough;
  }

  /** How fast it was, so far. */
  get speed(): Speed {
    return { mostInFlight: this.#mostInFlight, bounds: this.#clock.shares };
  }

  /** Resolves when a case may begin that has so many requests in flight at once; what is given is to be called when it is over. */
  async begin(requestsAtOnce: number): Promise<() => void> {
    const taken = this.#permits.take(this.#limit === null ? 1 : requestsAtOnce);
    this.#tell();
    const leave = await taken;
    this.#tell();
    return () => {
      leave();
      this.#tell();
    };
  }

  /** Takes down whether something is tried out alone: cases that have begun may wait for that, and send nothing. */
  tryOut(isTryingOut: boolean): void {
    this.#isTryingOut = isTryingOut;
    this.#tell();
  }

  /** Takes down whether it is waited for that the target is well again. */
  waitOut(isOut: boolean): void {
    this.#isOut = isOut;
    this.#tell();
  }

  /** Resolves when the next request may go out; false where that would be after `endsAtMs`. */
  async take(endsAtMs: number): Promise<boolean> {
    if (this.#pace.isFree) return true;
    this.#waitingForPace += 1;
    const taken = this.#pace.take(endsAtMs);
    this.#tell();
    const mayGo = await taken;
    this.#waitingForPace -= 1;
    this.#tell();
    return mayGo;
  }

  /** Counts one request, from when it goes out until it is over. */
  flight(): Flight {
    let ordinal = 0;
    return {
      begin: () => {
        this.#inFlight += 1;
        ordinal = this.#inFlight;
        this.#mostInFlight = Math.max(this.#mostInFlight, ordinal);
      },
      end: () => {
        if (ordinal > 0) this.#inFlight -= 1;
      },
      inFlight: () => ordinal,
    };
  }

  /** Takes down what an answer tells of how much the server takes. */
  note(answer: PacedAnswer): void {
    this.#limit?.note(answer);
    this.#permits.update();
  }

  /** Takes down that a request was let through, at its n-th sending. */
  admit(tries: number): void {
    this.#pace.admit(tries);
  }

  /** Takes down that a request was answered 429, and says whether to send it again. */
  refuse(refusal: Refusal): boolean {
    return this.#pace.refuse(refusal);
  }

  #tell(): void {
    this.#clock.set(this.#bound);
  }

  get #bound(): PaceBound {
    if (this.#isOut) return "outage";
    if (this.#waitingForPace > 0) return this.#pace.isLowered ? "refusals" : "rate";
    if (this.#isTryingOut) return "previews";
    if (this.#permits.waiting > 0 && this.#limit !== null && this.#limit.limit < this.#workers)
      return this.#limit.reason;
    return this.#permits.holders >= this.#workers ? "workers" : "order";
  }
}
