import type { Case } from "../cases/case.ts";
import type { Trial } from "../cases/trial.ts";

/** A case that was the first to show something. */
export interface Novel {
  readonly testCase: Case;
  readonly shows: readonly string[];
}

/** So many different things are told apart; a server that never repeats itself is not followed further. */
const MAX_SHOWN = 2_000;
/** Longer bodies are not worth a file. */
const MAX_BODY_CHARS = 20_000;

const isKeepable = ({ plans }: Case): boolean => JSON.stringify(plans).length <= MAX_BODY_CHARS;

/**
 * Notices the first case, in order of generation, that puts something to the test: a law, a keyword, a status, a kind of answer.
 * Which worker was faster does not tell.
 */
export class Novelty {
  readonly #shown = new Set<string>();
  readonly #first = new Map<string, { readonly order: number; readonly testCase: Case }>();
  readonly #signalsOf: (trial: Trial) => Iterable<string>;

  constructor(signalsOf: (trial: Trial) => Iterable<string>) {
    this.#signalsOf = signalsOf;
  }

  note(testCase: Case, trial: Trial, order: number): void {
    for (const signal of this.#signalsOf(trial)) {
      if (this.#shown.has(signal)) continue;
      const known = this.#first.get(signal);
      if (known !== undefined && known.order <= order) continue;
      if (known === undefined && this.#shown.size + this.#first.size >= MAX_SHOWN) continue;
      this.#first.set(signal, { order, testCase });
    }
  }

  /** Takes out what is new since the last time, in order of generation. */
  drain(): readonly Novel[] {
    const byOrder = new Map<number, { readonly testCase: Case; readonly shows: string[] }>();
    for (const [signal, { order, testCase }] of this.#first) {
      this.#shown.add(signal);
      const novel = byOrder.get(order) ?? { testCase, shows: [] };
      novel.shows.push(signal);
      byOrder.set(order, novel);
    }
    this.#first.clear();
    return [...byOrder]
      .toSorted(([a], [b]) => a - b)
      .map(([, { testCase, shows }]) => ({ testCase, shows: shows.toSorted() }))
      .filter(({ testCase }) => isKeepable(testCase));
  }
}
