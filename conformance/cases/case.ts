import type { RelationLaw } from "./law.ts";
import type { PhaseName } from "./phase-name.ts";
import type { RequestPlan } from "./request-plan.ts";

/** One or several requests, sent one after the other and judged: each by the laws about one exchange, all of them by `relation`. */
export interface Case {
  readonly plans: readonly RequestPlan[];
  readonly relation: RelationLaw | null;
  /** Smaller cases of the same kind, the smallest first. */
  readonly simpler: () => Iterable<Case>;
}

/** Cases by number. `at` is pure: the same index gives the same case. */
export interface CaseSequence {
  /** How many there are. */
  readonly count: number;
  readonly at: (index: number) => Case;
}

/** A sequence of a name by which a run tells it from its others: of a law that compares answers the law's id, else the phase's. */
export interface NamedSequence extends CaseSequence {
  readonly name: string;
  readonly phase: PhaseName;
}
