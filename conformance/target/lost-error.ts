import type { Exchange } from "../cases/exchange.ts";
import type { RequestPlan } from "../cases/request-plan.ts";

/** A request that a target has failed on, and will fail on again. */
export interface Failing {
  readonly plan: RequestPlan;
  readonly exchange: Exchange;
}

/** What is to be done where a target that worked does not any more, and it is not known why. */
const FIND_THE_REQUEST = "If a request ended it, --workers 1 with the same seed shows which one.";

/** The same; `isOneByOne`: requests went out one after the other, and the report names the last. */
export const findTheRequest = (isOneByOne: boolean): string => (isOneByOne ? "" : FIND_THE_REQUEST);

/** The target was lost: for a while it has not done what it did at first, or it fails on everything, so that no more can be learned of it. */
export class LostError extends Error {
  readonly code = "TARGET_LOST";
  /** What it fails on, where it answers that it has erred itself; else null. */
  readonly failing: Failing | null;

  constructor(message: string, failing: Failing | null = null) {
    super(message);
    this.name = "LostError";
    this.failing = failing;
  }
}

/** The words for a target that was lost on the way. `how` is a clause such as `it could not be reached`, and tells what came last. */
export const lostOnTheWay = (url: string, how: string, forMs: number, remedy: string): string =>
  `Lost ${url}: ${how}, and had not been well for ${Math.round(forMs / 100) / 10} s.${remedy === "" ? "" : ` ${remedy}`}`;
