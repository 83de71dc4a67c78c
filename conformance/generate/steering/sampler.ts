import { hash32 } from "../case-random.ts";

/**
 * A sample of all different values that it was shown: so many at most, the same ones in whatever order they came, each as
 * likely as any other.
 */
export class Sampler<Value extends string | number> {
  readonly #size: number;
  readonly #salt: string;
  #ranks = new Map<Value, number>();
  #worstRank = Number.POSITIVE_INFINITY;

  /** `salt` decides which values are taken. */
  constructor(size: number, salt: string) {
    this.#size = size;
    this.#salt = salt;
  }

  add(value: Value): void {
    if (this.#ranks.has(value)) return;
    const rank = hash32(`${this.#salt}/${value}`);
    if (rank > this.#worstRank) return;
    this.#ranks.set(value, rank);
    if (this.#ranks.size >= 2 * this.#size) this.#cut();
  }

  get values(): readonly Value[] {
    this.#cut();
    return [...this.#ranks.keys()];
  }

  #cut(): void {
    const best = [...this.#ranks].sort(([a, rankA], [b, rankB]) => rankA - rankB || (a < b ? -1 : 1));
    this.#ranks = new Map(best.slice(0, this.#size));
    if (best.length >= this.#size) this.#worstRank = best[this.#size - 1]?.[1] ?? this.#worstRank;
  }
}
