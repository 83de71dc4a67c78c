import type { CaseSequence, NamedSequence } from "../cases/case.ts";
import type { Budget } from "./budget.ts";

/** Sends every case that there is, in one pass. */
export const thoroughBudget: Budget = Object.freeze({
  allot: (sequence: NamedSequence): CaseSequence => sequence,
  note: () => {},
  hasMore: () => false,
  casesLeft: 0,
});
