import type { BoundShare, PaceBound } from "../cases/pace-bound.ts";

/** What took less is not told. */
const LEAST_SHARE = 0.005;

/** Adds up for how long a run was kept by what from being faster. */
export class BoundClock {
  readonly #nowMs: () => number;
  readonly #tookMs = new Map<PaceBound, number>();
  #bound: PaceBound = "order";
  #sinceMs: number;

  /** `nowMs` gives milliseconds of a clock that only goes forward. */
  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
    this.#sinceMs = nowMs();
  }

  /** From now on it is this. */
  set(bound: PaceBound): void {
    const now = this.#nowMs();
    this.#tookMs.set(this.#bound, (this.#tookMs.get(this.#bound) ?? 0) + now - this.#sinceMs);
    this.#bound = bound;
    this.#sinceMs = now;
  }

  /** The share of the time that each took, to two digits, the greatest first. */
  get shares(): readonly BoundShare[] {
    this.set(this.#bound);
    const wholeMs = [...this.#tookMs.values()].reduce((sum, ms) => sum + ms, 0);
    return [...this.#tookMs]
      .map(([by, ms]) => ({ by, share: wholeMs === 0 ? 0 : ms / wholeMs }))
      .filter(({ share }) => share >= LEAST_SHARE)
      .toSorted((one, other) => other.share - one.share)
      .map(({ by, share }) => ({ by, share: Math.round(share * 100) / 100 }));
  }
}
