import type { Outcome } from "../cases/exchange.ts";
import { isPutOff } from "../target/put-off.ts";

/** Counts answers that are no evidence for any law. */
export class UnjudgedTally {
  #unanswered = 0;
  #passed = 0;

  /** Those that put a request off: 429 or 503. */
  get unanswered(): number {
    return this.#unanswered;
  }

  /** Those that the user lets pass. */
  get passed(): number {
    return this.#passed;
  }

  /** Counts an answer, where it is one. `passes`: the user lets it pass. */
  note(outcome: Outcome, passes: boolean): void {
    if (isPutOff(outcome)) this.#unanswered += 1;
    else if (passes) this.#passed += 1;
  }
}
