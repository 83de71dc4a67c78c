import { RecentCount } from "./recent-count.ts";

/** What a pace needs of the world. */
export interface PaceParts {
  /** The most that the user allows, or null for as many as will go. */
  readonly perSecond: number | null;
  /** A pace that was lowered to what the target let through is kept for a while, longer each time, before more is tried: fewer refusals, and slower to see that more would go. */
  readonly holds: boolean;
  /** Milliseconds of a clock that only goes forward. */
  readonly nowMs: () => number;
  /** Resolves after so many milliseconds, or earlier where nothing more is to be sent. */
  readonly wait: (ms: number) => Promise<void>;
}

/** One sending of a request that was refused for having come too fast. */
export interface Refusal {
  /** How many times the request has been sent. */
  readonly tries: number;
  /** When it was sent for the last time, by the clock of the pace. */
  readonly sentAtMs: number;
  /** How many requests had been let through when it was sent for the first time. */
  readonly letThroughBefore: number;
  /** How long the target asks to be left alone, or null where it doesn't say. */
  readonly pauseMs: number | null;
}

/** A request is sent so often at most. */
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 1_000;
/** Nobody is waited for longer at a time, whatever is asked. */
const LONGEST_PAUSE_MS = 10_000;
/** Where fewer of the last requests are refused, it is luck and not the pace: to slow down would not help. */
const TOLERATED_SHARE = 0.05;
/** So many requests are the last ones. */
const WINDOW = 100;
/** Of what was let through so much is asked for next: a little less, so that it is let through again. */
const REDUCTION = 0.9;
/** Each request that is let through makes the pace by so much faster, and by a multiple of it the longer nothing was refused. */
const GROWTH = 0.005;
const GROWTH_DOUBLES_MS = 4_000;
/** For so long a pace is held at first, and twice as long each time that more was tried in vain. */
const FIRST_HOLD_MS = 5_000;
const LONGEST_HOLD_MS = 80_000;
/** A pace that is to hold is lowered to so much of it by each refusal, and by few refusals to no less than so much of what was let through. */
const STEP = 0.95;
const LEAST_SHARE = 0.5;
/** The same as long as it is not known what the target lets through. */
const UNMEASURED_GROWTH = 0.1;
/** A target can't mean to be asked less often than once in the time for which it asks to be left alone, and in this. */
const SHORTEST_INTERVAL_MS = 100;
/** The pace that is halved where the very first request is refused. */
const FIRST_PER_SECOND = 10;
/** Where refusals seem to be about requests and not about the pace, one in so many is looked into all the same. */
const SPOT_CHECK = 25;

/**
 * The one pace at which all workers ask a target: slower when it says that it is asked too fast, carefully faster while it does
 * not. A target that refuses certain requests whatever the pace slows nothing for long: such requests are then sent once.
 */
export class Pace {
  readonly #parts: PaceParts;
  #perSecond: number | null;
  #nextSlotMs = Number.NEGATIVE_INFINITY;
  #pausedUntilMs = Number.NEGATIVE_INFINITY;
  #reducedAtMs = Number.NEGATIVE_INFINITY;
  /** Since when the last requests are counted. */
  #sinceMs: number;
  #letThroughSince = 0;
  #refusedSince = 0;
  /** What the pace was lowered to by what the target had let through, or null. */
  #measured: number | null = null;
  #holdMs = 0;
  /** What was let through in the last second. */
  readonly #recent = new RecentCount();
  #letThrough = 0;
  #refusals = 0;
  #mostTries = MOST_TRIES;

  constructor(parts: PaceParts) {
    this.#parts = parts;
    this.#perSecond = parts.perSecond;
    this.#sinceMs = parts.nowMs();
  }

  /** Requests a second at most, or null for as many as will go. */
  get perSecond(): number | null {
    return this.#perSecond;
  }

  /** Whether the next request may go out at once, whatever went before. */
  get isFree(): boolean {
    return this.#perSecond === null && this.#parts.nowMs() >= this.#pausedUntilMs;
  }

  /** Whether requests wait for what the target said, and not for what the user allows. */
  get isLowered(): boolean {
    return this.#perSecond !== this.#parts.perSecond || this.#parts.nowMs() < this.#pausedUntilMs;
  }

  /** How many answers were refusals. */
  get refusals(): number {
    return this.#refusals;
  }

  /** How many requests were let through. */
  get letThrough(): number {
    return this.#letThrough;
  }

  /** Resolves when the next request may go out; false where that would be after `endsAtMs`, which is waited for then. */
  async take(endsAtMs: number): Promise<boolean> {
    const { nowMs, wait } = this.#parts;
    for (;;) {
      const now = nowMs();
      if (this.isFree) return true;
      const slotMs = Math.max(now, this.#nextSlotMs, this.#pausedUntilMs);
      if (slotMs > endsAtMs) {
        await wait(Math.max(0, endsAtMs - now));
        return false;
      }
      if (this.#perSecond !== null) this.#nextSlotMs = slotMs + 1000 / this.#perSecond;
      if (slotMs > now) await wait(slotMs - now);
      // Somebody may have been refused meanwhile.
      if (slotMs >= this.#pausedUntilMs) return true;
    }
  }

  /** Takes down that a request was let through, at its n-th sending. */
  admit(tries: number): void {
    this.#letThrough += 1;
    this.#letThroughSince += 1;
    if (this.#parts.holds) this.#recent.add(this.#parts.nowMs());
    this.#forget();
    if (tries > 1) this.#mostTries = MOST_TRIES;
    if (this.#perSecond === null) return;
    const faster = this.#perSecond * (1 + this.#growth);
    this.#perSecond = this.#parts.perSecond === null ? faster : Math.min(faster, this.#parts.perSecond);
  }

  get #growth(): number {
    if (this.#measured === null) return UNMEASURED_GROWTH;
    const sinceMs = this.#parts.nowMs() - this.#reducedAtMs - this.#holdMs;
    return sinceMs < 0 ? 0 : GROWTH * Math.max(1, sinceMs / GROWTH_DOUBLES_MS);
  }

  /** Takes down that a request was refused, and says whether to send it again. */
  refuse({ tries, sentAtMs, letThroughBefore, pauseMs }: Refusal): boolean {
    this.#refusals += 1;
    const mostTries = this.#mostTries === 1 && this.#refusals % SPOT_CHECK === 0 ? 2 : this.#mostTries;
    if (tries >= mostTries) {
      // Others were let through while this one never was.
      if (tries > 1 && this.#letThrough > letThroughBefore) this.#mostTries = Math.max(1, this.#mostTries >> 1);
      // It is not the pace, then.
      if (this.#mostTries === 1) this.#perSecond = this.#parts.perSecond;
      return false;
    }
    const asked = pauseMs ?? FIRST_PAUSE_MS * 2 ** (tries - 1);
    this.#slowDown(sentAtMs, Math.min(asked, LONGEST_PAUSE_MS));
    return true;
  }

  #slowDown(sentAtMs: number, pauseMs: number): void {
    const now = this.#parts.nowMs();
    this.#pausedUntilMs = Math.max(this.#pausedUntilMs, now + pauseMs);
    this.#nextSlotMs = Math.max(this.#nextSlotMs, this.#pausedUntilMs);
    // What was on its way already was not sent at the pace that has been chosen since.
    if (sentAtMs < this.#reducedAtMs) return;
    this.#refusedSince += 1;
    if (this.#refusedSince <= TOLERATED_SHARE * (this.#letThroughSince + this.#refusedSince)) {
      this.#stepDown(now);
      return;
    }
    const seconds = Math.max(now - this.#sinceMs, pauseMs, 1) / 1000;
    // Where more was let through lately than before, that is what goes, or will be refused once more.
    const letThrough = Math.max(this.#letThroughSince / seconds, this.#recent.at(now));
    const reduced =
      this.#letThroughSince === 0
        ? (this.#perSecond ?? FIRST_PER_SECOND) / 2
        : REDUCTION * Math.min(this.#perSecond ?? Number.POSITIVE_INFINITY, letThrough);
    const least = Math.min(1000 / Math.max(pauseMs, SHORTEST_INTERVAL_MS), this.#parts.perSecond ?? 1000);
    this.#perSecond = Math.max(least, reduced);
    this.#measured = this.#letThroughSince > 0 ? this.#perSecond : null;
    if (this.#measured !== null) this.#hold();
    this.#reducedAtMs = now;
    this.#sinceMs = this.#pausedUntilMs;
    this.#letThroughSince = 0;
    this.#refusedSince = 0;
  }

  /** Makes a pace that is to hold a little lower where it is refused: not much, for few refusals may be luck. */
  #stepDown(now: number): void {
    if (!this.#parts.holds || this.#measured === null || this.#perSecond === null) return;
    if (this.#perSecond <= this.#measured * LEAST_SHARE) return;
    this.#perSecond *= STEP;
    this.#hold();
    this.#reducedAtMs = now;
  }

  #hold(): void {
    if (this.#parts.holds) this.#holdMs = Math.min(Math.max(FIRST_HOLD_MS, this.#holdMs * 2), LONGEST_HOLD_MS);
  }

  /** Lets the older half of the last requests go, once there are too many. */
  #forget(): void {
    if (this.#letThroughSince + this.#refusedSince < WINDOW) return;
    this.#letThroughSince /= 2;
    this.#refusedSince /= 2;
    this.#sinceMs += (this.#parts.nowMs() - this.#sinceMs) / 2;
  }
}
