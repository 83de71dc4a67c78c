import type { Case, CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Trial } from "../cases/trial.ts";
import type { Shape } from "../generate/schema-shape.ts";
import type { Budget } from "./budget.ts";
import { diverseOrder } from "./diverse-order.ts";
import { type Depth, SequenceProgress } from "./sequence-progress.ts";

/** Of a longer sequence so many cases are put in a telling order; the others follow as they are. */
const MAX_ORDERED = 1_000;

// 57 requests are 19 cases of three. Where as many cases as workers, or an even number of them, are under way at the same pace, each gets
// every other answer alike, and what is wrong in every other answer does not show.
const OF_A_LAW: Depth = { first: 12, mostRequests: 57, further: [3], evidence: 4, patience: 30 };
const OF_A_PHASE: Depth = { first: 300, mostRequests: 300, further: [100, 50, 25], evidence: 0, patience: 0 };

/** Requests that write come after previews of the same kinds. */
const OF_WRITES: Depth = { ...OF_A_PHASE, first: 100, mostRequests: 100, further: [50, 25] };

/**
 * Sends of each sequence first the cases that show most between them, and more where the last ones taught something. What it decides
 * depends on the cases and on what whole blocks of them were answered, and so neither on how many were under way at once nor on who was faster.
 */
export class LearningBudget implements Budget {
  readonly #shape: Shape;
  readonly #sequences = new Map<string, { readonly phase: PhaseName; readonly progress: SequenceProgress }>();

  /** What answers had in them, by phase. */
  readonly #shown = new Map<PhaseName, Set<string>>();

  /** `shape` is that of the request bodies. */
  constructor(shape: Shape) {
    this.#shape = shape;
  }

  get casesLeft(): number {
    return [...this.#sequences.values()].reduce((sum, { progress }) => sum + progress.left, 0);
  }

  allot(sequence: NamedSequence, knowledge: Knowledge): CaseSequence {
    return (this.#sequences.get(sequence.name)?.progress ?? this.#begin(sequence, knowledge)).take();
  }

  note({ relation }: Case, trial: Trial, phase: PhaseName): void {
    this.#sequences.get(relation?.id ?? phase)?.progress.note(trial, relation?.id ?? null);
  }

  hasMore(phase: PhaseName): boolean {
    return [...this.#sequences.values()].some((own) => own.phase === phase && own.progress.goesOn);
  }

  #shownIn(phase: PhaseName): Set<string> {
    const shown = this.#shown.get(phase) ?? new Set();
    this.#shown.set(phase, shown);
    return shown;
  }

  #begin(sequence: NamedSequence, knowledge: Knowledge): SequenceProgress {
    const { name, phase, count } = sequence;
    const cases = Array.from({ length: Math.min(count, MAX_ORDERED) }, (_, index) => sequence.at(index));
    const ordered = diverseOrder(cases, this.#shape, knowledge);
    const depth = phase === "writes" ? OF_WRITES : OF_A_PHASE;
    const progress = new SequenceProgress(sequence, ordered, name === phase ? depth : OF_A_LAW, this.#shownIn(phase));
    this.#sequences.set(name, { phase, progress });
    return progress;
  }
}
