import type { Outcome } from "../cases/exchange.ts";
import { isPutOff } from "./put-off.ts";
import type { Throttle } from "./throttle.ts";

/** Answers of a status, and a size to the nearest power of eight, should take about as long. */
const kindOf = (status: number, bodyBytes: number): string => `${status} ${Math.round(Math.log2(bodyBytes + 1) / 3)}`;

/** Tells a throttle of an answer. What never came tells of requests that are not answered, and not of how many are. */
export const noteAnswer = (throttle: Throttle, outcome: Outcome, inFlight: number): void => {
  if (outcome.kind === "fault") return;
  const { latencyMs, status, body } = outcome;
  throttle.note({ latencyMs, kind: kindOf(status, body.length), inFlight, isPutOff: isPutOff(outcome) });
};
