import type { Reading } from "../../cases/reading.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";

/** Sends a request at once and gives what came of it. */
export type Ask = (plan: RequestPlan) => Promise<Reading>;

/** A request and what came of it. */
export interface Asked {
  readonly plan: RequestPlan;
  readonly reading: Reading;
}
