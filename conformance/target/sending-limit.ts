import { UsedUpError } from "./used-up-error.ts";

/** How often something may still be sent, repetitions and the root among it. */
export class SendingLimit {
  #left: number;

  /** `most` is null where there is no limit. */
  constructor(most: number | null) {
    this.#left = most ?? Number.POSITIVE_INFINITY;
  }

  /** Counts what is to be sent. Throws `UsedUpError` where nothing may be any more. */
  take(): void {
    if (this.#left <= 0) throw new UsedUpError();
    this.#left -= 1;
  }

  /** Takes back what was counted last: it met no connection. */
  giveBack(): void {
    this.#left += 1;
  }

  /** Lets so much more be sent. */
  add(more: number): void {
    this.#left += more;
  }
}
