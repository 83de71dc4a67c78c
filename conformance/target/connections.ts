import type { Dispatcher } from "undici";

/** Connections of one kind to a target, of which some may be left open for answers that come late: these count among them no more. */
export class Connections {
  readonly #open: () => Dispatcher;
  readonly #left = new Set<Dispatcher>();
  #pool: Dispatcher;

  constructor(open: () => Dispatcher) {
    this.#open = open;
    this.#pool = open();
  }

  /** Where the next request goes. */
  get pool(): Dispatcher {
    return this.#pool;
  }

  /** Sends the next request to others than this pool's, whose end when what is under way on them has been answered or given up. */
  leave(pool: Dispatcher): void {
    if (this.#pool !== pool) return;
    this.#pool = this.#open();
    this.#left.add(pool);
    const forget = (): boolean => this.#left.delete(pool);
    // It rejects where all is ended before.
    pool.close().then(forget, forget);
  }

  /** Ends all that is under way. */
  async destroy(): Promise<void> {
    await Promise.all([this.#pool, ...this.#left].map((pool) => pool.destroy()));
  }
}
