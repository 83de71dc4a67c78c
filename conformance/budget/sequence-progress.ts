import type { CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Trial } from "../cases/trial.ts";
import { answerTraits } from "../corpus/signals-of.ts";
import type { OrderedCase } from "./diverse-order.ts";

/** How deep a sequence is sent. */
export interface Depth {
  /** Cases of the first pass at least. */
  readonly first: number;
  /** It goes on until every feature was shown, but to so many requests at most. */
  readonly mostRequests: number;
  /** Cases of each pass after it, the last one for all that come. */
  readonly further: readonly number[];
  /** With fewer pieces of evidence than this it goes on ... */
  readonly evidence: number;
  /** ... until so many cases were sent. */
  readonly patience: number;
}

/** How far a sequence was sent, and whether its last cases taught anything: gave an answer with something in it that none of its phase had before. */
export class SequenceProgress {
  readonly #sequence: NamedSequence;
  readonly #order: Iterator<OrderedCase, undefined>;
  readonly #ordered: OrderedCase[] = [];
  readonly #depth: Depth;
  readonly #shown: Set<string>;
  #sent = 0;
  #passes = 0;
  #evidence = 0;
  #hasTaught = false;

  /** `shown` is what answers had in them so far: sequences may share it. */
  constructor(sequence: NamedSequence, order: Iterator<OrderedCase, undefined>, depth: Depth, shown: Set<string>) {
    this.#shown = shown;
    this.#sequence = sequence;
    this.#order = order;
    this.#depth = depth;
  }

  get left(): number {
    return this.#sequence.count - this.#sent;
  }

  /** Whether more of it is to be sent. */
  get goesOn(): boolean {
    const { evidence, patience } = this.#depth;
    return this.left > 0 && (this.#hasTaught || (this.#evidence < evidence && this.#sent < patience));
  }

  /** The cases of the next pass. */
  take(): CaseSequence {
    const from = this.#sent;
    const { further } = this.#depth;
    const wanted =
      from === 0 ? this.#firstPass() : this.goesOn ? (further[this.#passes - 1] ?? further.at(-1) ?? 0) : 0;
    this.#passes += 1;
    const count = Math.min(this.left, wanted);
    this.#hasTaught = false;
    this.#sent += count;
    return { count, at: (nth) => this.#sequence.at(this.#inOrder(from + nth)?.index ?? from + nth) };
  }

  /** Takes what one of its cases gave. What puts no law of its own to the test teaches nothing. */
  note({ readings, exercised }: Trial, law: string | null): void {
    if (law !== null && !exercised.includes(law)) return;
    this.#evidence += 1;
    for (const reading of readings)
      for (const trait of answerTraits(reading)) {
        if (!this.#shown.has(trait)) this.#hasTaught = true;
        this.#shown.add(trait);
      }
  }

  /** The case at a place of the order, or undefined behind all that are put in order. */
  #inOrder(place: number): OrderedCase | undefined {
    while (this.#ordered.length <= place) {
      const { value } = this.#order.next();
      if (value === undefined) return undefined;
      this.#ordered.push(value);
    }
    return this.#ordered[place];
  }

  #firstPass(): number {
    const { first, mostRequests } = this.#depth;
    let count = 0;
    let requests = 0;
    for (let isCovered = false; count < first || !isCovered; count += 1) {
      const next = this.#inOrder(count);
      if (next === undefined || (count >= first && requests + next.requests > mostRequests)) break;
      requests += next.requests;
      isCovered = next.isCovered;
    }
    return count;
  }
}
