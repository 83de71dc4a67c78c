import type { Outcome } from "../cases/exchange.ts";

/** Source: RFC 6585 section 4. */
const TOO_MANY_REQUESTS = 429;

/** Source: RFC 9110 section 15.6.4. */
const SERVICE_UNAVAILABLE = 503;

/** Whether a target says that it was asked too fast. */
export const isTooFast = (outcome: Outcome): boolean =>
  outcome.kind === "response" && outcome.status === TOO_MANY_REQUESTS;

/** Whether a target says that it does not answer now (429, 503): such an answer tells nothing of what it holds to. */
export const isPutOff = (outcome: Outcome): boolean =>
  isTooFast(outcome) || (outcome.kind === "response" && outcome.status === SERVICE_UNAVAILABLE);
