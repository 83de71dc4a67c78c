import type { StoredIds } from "../../cases/stored.ts";
import { storedSince } from "./told-and-stored.ts";
import type { WrittenCvm } from "./writing-preview.ts";

/** Compares what is stored with what was when it was looked into last. */
export class StoreComparison {
  readonly #stored: () => Promise<StoredIds | null>;
  #last: StoredIds | null = null;

  /** `stored` gives what is stored, or null where that can't be looked into. */
  constructor(stored: () => Promise<StoredIds | null>) {
    this.#stored = stored;
  }

  /** The store can be looked into, and was. */
  get isOpen(): boolean {
    return this.#last !== null;
  }

  /** Looks into the store. */
  async begin(): Promise<void> {
    this.#last = await this.#stored();
  }

  /** What is stored otherwise since the store was looked into last; null where it can't be. */
  async changes(): Promise<readonly WrittenCvm[] | null> {
    const [before, after] = [this.#last, await this.#stored()];
    this.#last = after;
    return before === null || after === null ? null : storedSince(before, after);
  }

  /** Those of these that the store shows as well, with the ids that it shows, where it can be looked into: answers may tell of other ids than there are. */
  async confirmed(written: readonly WrittenCvm[]): Promise<readonly WrittenCvm[]> {
    const now = written.length === 0 || this.#last === null ? null : await this.#stored();
    if (now === null || this.#last === null) return written;
    const named = new Set(written.map(({ cvmId }) => cvmId));
    return storedSince(this.#last, now).filter(({ cvmId }) => named.has(cvmId));
  }
}
