import type { CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Trial } from "../cases/trial.ts";
import { answerTraits } from "../corpus/signals-of.ts";
import type { DiverseOrder } from "./diverse-order.ts";

/** How deep a sequence is sent. */
export interface Depth {
  /** Cases of the first pass at least. */
  readonly first: number;
  /** Cases of the first pass at most, where so many are needed to show every feature. */
  readonly most: number;
  /** Cases of each pass after it. */
  readonly block: number;
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
    const { first, most, block } = this.#depth;
    const wanted = from === 0 ? Math.max(first, Math.min(most, this.#ordered.cover)) : this.goesOn ? block : 0;
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
}
