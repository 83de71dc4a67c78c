import type { Reading } from "../../cases/reading.ts";
import { comparableAnswer } from "./comparable-answer.ts";
import { type Difference, settledDifference } from "./settled-difference.ts";

/** What comparing three answers gave. `unsettled`: nothing can be said, for one of them is no successful answer or is about something else. */
export type Comparison =
  | { readonly kind: "unsettled" }
  | { readonly kind: "same" }
  | { readonly kind: "different"; readonly difference: Difference };

const UNSETTLED: Comparison = Object.freeze({ kind: "unsettled" });
const SAME: Comparison = Object.freeze({ kind: "same" });

/** A refusal of a valid request is a difference, unless a strict reader would see no integer in it; what is about access, the server's state or a broken schema is another law's affair. */
const refusal = ({ expectation, outcome }: Reading): Comparison => {
  if (expectation.kind !== "acceptance" || expectation.hasIntegerAsFraction === true || outcome.kind === "fault")
    return UNSETTLED;
  const { status } = outcome;
  if (status < 400 || status >= 500 || status === 401 || status === 403 || status === 429) return UNSETTLED;
  const difference = {
    kind: `status ${status}`,
    part: "the answer",
    before: "status 200",
    between: `status ${status}`,
  };
  return { kind: "different", difference };
};

/** Compares an answer with the answers to one and the same other request before and after it. */
export const compareSettled = (
  before: Reading | undefined,
  between: Reading | undefined,
  after: Reading | undefined,
): Comparison => {
  if (before === undefined || between === undefined || after === undefined) return UNSETTLED;
  const first = comparableAnswer(before);
  const last = comparableAnswer(after);
  if (first === null || last === null) return UNSETTLED;
  const middle = comparableAnswer(between);
  if (middle === null) return refusal(between);
  const difference = settledDifference(first, middle, last);
  return difference === null ? SAME : { kind: "different", difference };
};
