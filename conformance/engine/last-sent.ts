import type { Exchange } from "../cases/exchange.ts";
import { isUnmet } from "../target/is-unreachable.ts";

/** So many are kept of those that got no answer. */
const MOST_KEPT = 4;

/** Knows what got no answer, and what was sent last before a server was lost: the first few requests that got no answer since the last one that did, or else that one. */
export class LastSent {
  readonly #unanswered: Exchange[] = [];
  #answered: Exchange | null = null;
  #isUnmet = false;
  #validUnanswered = 0;

  /** Takes down what came of a request, which is valid or not. */
  note(exchange: Exchange, isValid: boolean): void {
    const { outcome } = exchange;
    this.#isUnmet = isUnmet(outcome);
    if (this.#isUnmet) return;
    if (outcome.kind === "fault" && outcome.fault !== "too-long") {
      if (isValid) this.#validUnanswered += 1;
      if (this.#unanswered.length < MOST_KEPT) this.#unanswered.push(exchange);
      return;
    }
    this.#unanswered.length = 0;
    this.#answered = exchange;
  }

  /** Takes down that a valid request was under way when the run was cut off. */
  noteCut(): void {
    this.#validUnanswered += 1;
  }

  /** How many valid requests of all got no answer, so that it was not seen what they did. */
  get validUnanswered(): number {
    return this.#validUnanswered;
  }

  /** Of those before the loss the requests that a connection was opened for, and that got no answer. */
  get unanswered(): readonly Exchange[] {
    return this.#unanswered;
  }

  /** The same, or the last one that was answered where those after it met no connection. */
  get beforeLoss(): readonly Exchange[] {
    if (this.#unanswered.length > 0) return [...this.#unanswered];
    return this.#isUnmet && this.#answered !== null ? [this.#answered] : [];
  }
}
