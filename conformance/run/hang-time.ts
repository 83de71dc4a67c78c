/** So much of the time of a run may go to what hangs, and this much in any run. */
const SHARE = 0.25;
const LEAST_MS = 20_000;

/** Keeps the time that is spent on confirming what hangs, and making it small, within a share of the run. */
export class HangTime {
  readonly #elapsedMs: () => number;
  #spentMs = 0;
  #sinceMs: number | null = null;

  /** `elapsedMs` are the milliseconds since the run began. */
  constructor(elapsedMs: () => number) {
    this.#elapsedMs = elapsedMs;
  }

  /** Whether there is none left. */
  get isOver(): boolean {
    const nowMs = this.#elapsedMs();
    const spentMs = this.#spentMs + (this.#sinceMs === null ? 0 : nowMs - this.#sinceMs);
    return spentMs >= Math.max(LEAST_MS, SHARE * nowMs);
  }

  /** Does a piece of work, all the time of which counts. */
  async spend<Result>(work: () => Promise<Result>): Promise<Result> {
    const sinceMs = this.#elapsedMs();
    this.#sinceMs = sinceMs;
    try {
      return await work();
    } finally {
      this.#spentMs += this.#elapsedMs() - sinceMs;
      this.#sinceMs = null;
    }
  }
}
