import type { Exchange } from "../cases/exchange.ts";
import { isUnmet } from "../target/is-unreachable.ts";

/** So many are kept of those that got no answer. */
const MOST_KEPT = 4;

/** Knows what was sent last before a server was lost: the first few requests that got no answer since the last one that did, or else that one. */
export class LastSent {
  readonly #unanswered: Exchange[] = [];
  #answered: Exchange | null = null;
  #isUnmet = false;

  /** Takes down what came of a request. */
  note(exchange: Exchange): void {
    const { outcome } = exchange;
    this.#isUnmet = isUnmet(outcome);
    if (this.#isUnmet) return;
    if (outcome.kind === "fault" && outcome.fault !== "too-long") {
      if (this.#unanswered.length < MOST_KEPT) this.#unanswered.push(exchange);
      return;
    }
    this.#unanswered.length = 0;
    this.#answered = exchange;
  }

  /** Requests that a connection was opened for, and that got no answer. */
  get unanswered(): readonly Exchange[] {
    return this.#unanswered;
  }

  /** The same, or the last one that was answered where those after it met no connection. */
  get beforeLoss(): readonly Exchange[] {
    if (this.#unanswered.length > 0) return [...this.#unanswered];
    return this.#isUnmet && this.#answered !== null ? [this.#answered] : [];
  }
}
