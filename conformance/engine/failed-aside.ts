import type { Outcome } from "../cases/exchange.ts";
import type { Reading } from "../cases/reading.ts";
import { type Judging, lawsBrokenBy } from "./laws-broken-by.ts";

/**
 * Knows the laws that failures broke which came to requests that look after previews: these are no cases, and are not sent again for that. It
 * may have been an outage: the cases will tell.
 */
export class FailedAside {
  readonly #judging: Judging;
  readonly #failures = new Map<string, Outcome>();

  constructor(judging: Judging) {
    this.#judging = judging;
  }

  /** Each law, with what the last such failure was. */
  get failures(): ReadonlyMap<string, Outcome> {
    return this.#failures;
  }

  /** Takes down what came, where it is no answer, or that the server has erred. */
  note(reading: Reading): void {
    const { outcome } = reading;
    if (outcome.kind === "response" && outcome.status < 500) return;
    for (const law of lawsBrokenBy(reading, this.#judging)) this.#failures.set(law, outcome);
  }
}
