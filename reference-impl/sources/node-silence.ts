/** What was known of a node at some moment. */
interface Mark {
  readonly isStatusUnanswered: boolean;
  readonly answered: number;
  readonly unanswered: number;
}

/**
 * Knows whether a teepod answers at all, with whatever status. Without that a node that hangs would be waited for by each seven of its
 * CVMs in turn, until the request's deadline.
 */
export class NodeSilence {
  #isStatusUnanswered = false;
  #answered = 0;
  #unanswered = 0;

  /** Takes note of a call that has ended, after all its tries. */
  note(method: string, isAnswered: boolean): void {
    if (method === "Status") this.#isStatusUnanswered = !isAnswered;
    if (isAnswered) this.#answered += 1;
    else this.#unanswered += 1;
  }

  /** Marks the moment of a question. */
  mark(): Mark {
    const [isStatusUnanswered, answered] = [this.#isStatusUnanswered, this.#answered];
    return { isStatusUnanswered, answered, unanswered: this.#unanswered };
  }

  /**
   * Whether the node was silent when the question came, and has been since, for the whole of another call at least. One VM for which
   * it says nothing is not enough: its last `Status` has to have been unanswered too.
   */
  hasLastedSince(mark: Mark): boolean {
    return mark.isStatusUnanswered && this.#answered === mark.answered && this.#unanswered > mark.unanswered;
  }
}
