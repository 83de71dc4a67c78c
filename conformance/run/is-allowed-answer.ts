import type { Outcome } from "../cases/exchange.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { RunOptions } from "./run-options.ts";

/** Whether the user lets an answer pass that comes in a phase: it is no evidence for any law, and breaks none. */
export const isAllowedAnswer = (
  { allowedStatuses = [] }: Pick<RunOptions, "allowedStatuses">,
  phase: PhaseName,
  outcome: Outcome,
): boolean =>
  outcome.kind === "response" &&
  allowedStatuses.some((allowed) => allowed.status === outcome.status && (allowed.phase ?? phase) === phase);
