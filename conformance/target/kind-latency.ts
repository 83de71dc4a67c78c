/** So many answers give a first idea of what a kind of request takes. */
const FIRST_ANSWERS = 8;
/** So many answers in a row make a mean that is compared. */
const ANSWERS = 32;

/**
 * What answers of one kind take at best. A server's answers differ by themselves, so that it is means of many which are compared, never
 * single ones.
 */
export class KindLatency {
  #bestMs: number | null = null;
  #sumMs = 0;
  #count = 0;
  #wereAlone = false;

  /** The least that some of its answers in a row took in the mean, milliseconds; null as long as there were too few. */
  get bestMs(): number | null {
    return this.#bestMs;
  }

  /** Takes down an answer. `wasAlone`: nothing else was in flight when its request was sent, so that it is what the server takes at best today. */
  add(latencyMs: number, wasAlone: boolean): void {
    if (wasAlone !== this.#wereAlone) this.#begin(wasAlone);
    this.#sumMs += latencyMs;
    this.#count += 1;
    const isEnough = this.#wereAlone || this.#bestMs === null ? this.#count === FIRST_ANSWERS : this.#count >= ANSWERS;
    if (!isEnough) return;
    const meanMs = this.#sumMs / this.#count;
    this.#bestMs = this.#wereAlone ? meanMs : Math.min(this.#bestMs ?? meanMs, meanMs);
    this.#begin(wasAlone);
  }

  #begin(areAlone: boolean): void {
    this.#sumMs = 0;
    this.#count = 0;
    this.#wereAlone = areAlone;
  }
}
