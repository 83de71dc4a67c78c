import type { Clock } from "../clock.ts";

/** What was known of a node at some moment. */
interface Mark {
  readonly atMs: number;
  readonly isStatusUnanswered: boolean;
  readonly answered: number;
  readonly unanswered: number;
}

/** Of `GetInfo` alone: four tries of 2 s, one after the other, begin within it. */
const LONGEST_SILENCE_MS = 7_000;

/**
 * Knows whether a teepod answers at all, and whether it answers `GetInfo`, with whatever status. Without that a node that hangs would be
 * waited for by each seven of its CVMs in turn, until the request's deadline.
 */
export class NodeSilence {
  readonly #clock: Clock;
  #isStatusUnanswered = false;
  #answered = 0;
  #unanswered = 0;
  #infoAnsweredAtMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes note of a try that has ended. */
  note(method: string, isAnswered: boolean): void {
    if (method === "Status") this.#isStatusUnanswered = !isAnswered;
    if (method === "GetInfo" && isAnswered) this.#infoAnsweredAtMs = this.#clock.nowMs();
    if (isAnswered) this.#answered += 1;
    else this.#unanswered += 1;
  }

  /** Marks the moment of a question. */
  mark(): Mark {
    const [isStatusUnanswered, answered] = [this.#isStatusUnanswered, this.#answered];
    return { atMs: this.#clock.nowMs(), isStatusUnanswered, answered, unanswered: this.#unanswered };
  }

  /**
   * Whether the node has been silent since the question for so long that `GetInfo` is not worth another try, `isAgain` one for the same
   * VM. One VM for which it says nothing is not enough: its last `Status` has to have been unanswered too, or no `GetInfo` to have been
   * answered for a while. A second try has no more than that while in all.
   */
  hasLastedSince(mark: Mark, isAgain: boolean): boolean {
    if (this.#unanswered === mark.unanswered) return false;
    if (mark.isStatusUnanswered && this.#answered === mark.answered) return true;
    const sinceMs = isAgain ? mark.atMs : Math.max(mark.atMs, this.#infoAnsweredAtMs);
    return this.#clock.nowMs() - sinceMs >= LONGEST_SILENCE_MS;
  }
}
