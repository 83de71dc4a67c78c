import type { Budget } from "../budget/budget.ts";
import { LearningBudget } from "../budget/learning-budget.ts";
import { thoroughBudget } from "../budget/thorough-budget.ts";
import type { Shape } from "../generate/schema-shape.ts";
import type { Phase } from "../phases/phase.ts";
import { phases } from "../phases/phases.ts";
import { RUN_WAS_OVER } from "../report/outcome.ts";
import type { ReportedExtent } from "../report/report.ts";
import { NOT_ASKED } from "./hint-of.ts";
import { recalledCases } from "./recalled-cases.ts";
import type { RunOptions } from "./run-options.ts";
import type { RunState } from "./run-state.ts";

/** What decides on the passes of a run. */
type PassesOptions = Pick<RunOptions, "budget" | "stateUrl" | "phases" | "corpus" | "baseline">;

/** The passes of a run over its phases, and the budget that decides what is sent in each. */
export class Passes {
  readonly #options: PassesOptions;
  readonly #shape: Shape;
  #budget: Budget = thoroughBudget;
  #count = 0;

  /** `shape` is that of the request bodies. */
  constructor(options: PassesOptions, shape: Shape) {
    this.#options = options;
    this.#shape = shape;
  }

  /** What decides in this round. */
  get budget(): Budget {
    return this.#budget;
  }

  /** Why a phase is not gone through, or null where it is: what a baseline knows is sent whatever phases were asked for. */
  whySkipped({ name }: Phase, { isLost, isOver }: Pick<RunState, "isLost" | "isOver">): string | null {
    const isWanted =
      this.#options.phases.includes(name) || (name === "replay" && recalledCases(this.#options) !== null);
    if (!isWanted) return NOT_ASKED;
    if (isLost) return "the target was lost";
    return isOver ? RUN_WAS_OVER : null;
  }

  /** How far they went. */
  extent(hadEnoughFindings: boolean): ReportedExtent {
    return { budget: this.#options.budget, passes: this.#count, casesLeft: this.#budget.casesLeft, hadEnoughFindings };
  }

  /** Goes through the passes of a round: all its phases, then those that have more to send, and last those that leave traces which nothing puts back. */
  *ofRound(round: number, isOver: () => boolean): Iterable<readonly Phase[]> {
    const { budget, stateUrl } = this.#options;
    this.#budget = budget === "learning" ? new LearningBudget(this.#shape) : thoroughBudget;
    const own = phases.filter(({ isDoneOnce }) => round === 0 || isDoneOnce !== true);
    const last = stateUrl === null ? own.filter(({ leavesTraces }) => leavesTraces === true) : [];
    const repeated = own.filter((phase) => !last.includes(phase));
    for (let next = repeated; next.length > 0; ) {
      this.#count += 1;
      yield next;
      next = isOver() ? [] : repeated.filter(({ name }) => this.#budget.hasMore(name));
    }
    yield last;
  }
}
