/** Counts by cause what comes again and again; `onFirst` hears of each cause once. */
export class Tally {
  readonly #counts = new Map<string, number>();
  readonly #onFirst: (cause: string) => void;

  constructor(onFirst: (cause: string) => void = () => {}) {
    this.#onFirst = onFirst;
  }

  add(cause: string): void {
    const before = this.#counts.get(cause) ?? 0;
    this.#counts.set(cause, before + 1);
    if (before === 0) this.#onFirst(cause);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** A line a cause: `3 exchanges passed unjudged: the answer is too long.` */
  lines(what: string): readonly string[] {
    return [...this.#counts].map(
      ([cause, count]) => `${count} ${count === 1 ? "exchange" : "exchanges"} ${what}: ${cause}.`,
    );
  }
}
