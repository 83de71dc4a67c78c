import type { Case, CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Trial } from "../cases/trial.ts";

/** Decides which of the cases that there could be are sent, in passes over the phases of a round. */
export interface Budget {
  /** What of a sequence is to be sent in this pass. `knowledge` is what its cases are made from. */
  readonly allot: (sequence: NamedSequence, knowledge: Knowledge) => CaseSequence;
  /** Takes a case that was sent, and what it gave. */
  readonly note: (testCase: Case, trial: Trial, phase: PhaseName) => void;
  /** Whether a phase has more to send in a further pass. */
  readonly hasMore: (phase: PhaseName) => boolean;
  /** Cases of sequences that were allotted in part and are not sent. */
  readonly casesLeft: number;
}
