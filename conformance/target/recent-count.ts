/** So many parts of a second are counted each by itself. */
const PARTS = 10;
const PART_MS = 1_000 / PARTS;

/** How often something happened within the last second, to a tenth of one. */
export class RecentCount {
  readonly #counts: number[] = Array.from({ length: PARTS }, () => 0);
  #part = 0;

  /** Takes down that it happened now, by a clock in milliseconds that only goes forward. */
  add(nowMs: number): void {
    this.#go(nowMs);
    this.#counts[this.#part % PARTS] = (this.#counts[this.#part % PARTS] ?? 0) + 1;
  }

  /** How often it happened in the second that ends now. */
  at(nowMs: number): number {
    this.#go(nowMs);
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  #go(nowMs: number): void {
    const part = Math.floor(nowMs / PART_MS);
    for (let passed = Math.max(this.#part + 1, part - PARTS + 1); passed <= part; passed += 1)
      this.#counts[passed % PARTS] = 0;
    this.#part = Math.max(this.#part, part);
  }
}
