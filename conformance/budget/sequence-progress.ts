import type { CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Trial } from "../cases/trial.ts";
import { answerTraits } from "../corpus/signals-of.ts";
import type { DiverseOrder } from "./diverse-order.ts";

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
  readonly #ordered: DiverseOrder;
  readonly #depth: Depth;
  readonly #shown: Set<string>;
  #sent = 0;
  #passes = 0;
  #evidence = 0;
  #hasTaught = false;

  /** `shown` is what answers had in them so far: sequences may share it. */
  constructor(sequence: NamedSequence, ordered: DiverseOrder, depth: Depth, shown: Set<string>) {
    this.#shown = shown;
    this.#sequence = sequence;
    this.#ordered = ordered;
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
    return { count, at: (nth) => this.#sequence.at(this.#ordered.order[from + nth] ?? from + nth) };
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

  #firstPass(): number {
    const { first, mostRequests } = this.#depth;
    let requests = 0;
    const within = this.#ordered.requests.findIndex((count) => {
      requests += count;
      return requests > mostRequests;
    });
    return Math.max(first, Math.min(within < 0 ? this.#ordered.requests.length : within, this.#ordered.cover));
  }
}
