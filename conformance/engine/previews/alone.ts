import { setTimeout as delay } from "node:timers/promises";

/** So long it is waited for what is under way: it may hang. */
const LONGEST_WAIT_MS = 1_000;

/** Has some work done alone, one piece after the other, and other work beside each other while none of that is under way. */
export class Alone {
  readonly #beside = new Set<Promise<unknown>>();
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  readonly #onAlone: (isAlone: boolean) => void;

  /** `onAlone` is told when the first piece of work is to be done alone, and when none is any more. */
  constructor(onAlone: (isAlone: boolean) => void = () => {}) {
    this.#onAlone = onAlone;
  }

  /** Does a piece of work once nothing else is under way, or that has taken a second. */
  async by<Result>(work: () => Promise<Result>): Promise<Result> {
    this.#waiting += 1;
    if (this.#waiting === 1) this.#onAlone(true);
    const done = this.#last.then(() => this.#untilQuiet()).then(work);
    this.#last = done.then(
      () => this.#end(),
      () => this.#end(),
    );
    return done;
  }

  /** Does a piece of work as soon as none is done alone. */
  async beside<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#waiting > 0) await this.#last;
    const done = work();
    this.#beside.add(done);
    try {
      return await done;
    } finally {
      this.#beside.delete(done);
    }
  }

  #end(): void {
    this.#waiting -= 1;
    if (this.#waiting === 0) this.#onAlone(false);
  }

  async #untilQuiet(): Promise<void> {
    if (this.#beside.size === 0) return;
    const waiting = new AbortController();
    const late = delay(LONGEST_WAIT_MS, undefined, { signal: waiting.signal }).catch(() => {});
    await Promise.race([Promise.allSettled(this.#beside), late]);
    waiting.abort();
  }
}
