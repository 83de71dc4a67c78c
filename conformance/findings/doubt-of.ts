import type { Outcome } from "../cases/exchange.ts";
import type { Suspect } from "../engine/suspect-list.ts";
import { isTroubled } from "../target/health-check.ts";
import type { Doubt } from "./finding-book.ts";

/** What a failure was, in a few words. */
export const failureText = (outcome: Outcome): string =>
  outcome.kind === "response" ? `status ${outcome.status}` : `no answer: ${outcome.detail}`;

/**
 * Why suspects of one fingerprint that did not show it again are no finding. A failure that came once is no work of a fleet that moves, and what was
 * `isStored` by the first time none either.
 */
export const doubtOf = (suspects: readonly Suspect[], isStored = false): Doubt => {
  const failures = suspects.map(({ seen }) => seen.trial.readings.find(isTroubled));
  const [first] = failures;
  return first === undefined || failures.includes(undefined)
    ? { kind: "not-alike", isStored }
    : { kind: "no-failure-again", failure: failureText(first.outcome) };
};
