/**
 * How binding a law is. Source: the contract's text (`must`), its clients and plain sense (`should`), our reference's promise (`reference`).
 *
 * @example
 * import { builtInLaws, type Level } from "cvm-contract";
 *
 * const levels: readonly Level[] = ["must", "should"];
 * const binding = builtInLaws.filter(({ level }) => levels.includes(level));
 */
export type Level = "must" | "should" | "reference";

/**
 * One way in which a law was broken. All texts are for people; `expected` and `actual` fit on a line each.
 *
 * @example
 * import type { Violation } from "cvm-contract";
 *
 * export const violation: Violation = {
 *   message: "The counter `updated` contradicts the items.",
 *   expected: "1",
 *   actual: "0",
 *   // Equal for two requests that show the same bug: no identifier, no time, no count.
 *   discriminator: "updated",
 * };
 */
export interface Violation {
  readonly message: string;
  readonly expected: string;
  readonly actual: string;
  /** Says in which way the law was broken, not by what input: equal for two inputs that show the same bug (a counter's name, a status, a schema pointer). */
  readonly discriminator: string;
  /** Where in the body of the answer it shows, as JSON Pointers (RFC 6901); for a law about one exchange. A member that is left out may be named. */
  readonly at?: readonly string[];
  /** What the discriminator was in version 0.1.0, where that was another: files of that version know the bug by it. */
  readonly formerly?: string;
  /** It is one bug whatever is in the request: what the smallest one has in it says nothing. */
  readonly isOneCause?: true;
  /** A lower level than the law's own, where the law is less strict about this very case. At `reference` it is told under the profile `reference` alone. */
  readonly level?: Level;
  /** It is beyond doubt as it is: no fleet that moves shows this. For what is used up when it is seen, so that it can't be seen again. */
  readonly isConclusive?: true;
}

/**
 * What a law says of one exchange or sequence. `evidence` counts how often it was put to the test: its premise held and it could have failed.
 *
 * @example
 * import { held, type Judgement } from "cvm-contract";
 *
 * export const isEvidence = ({ evidence }: Judgement): boolean => evidence > 0;
 * console.log(isEvidence(held));
 */
export interface Judgement {
  readonly evidence: number;
  readonly violations: readonly Violation[];
}

/**
 * The law's premise did not hold, so it said nothing.
 *
 * @example
 * import { held, notExercised, refreshAnswer, type Reading } from "cvm-contract";
 *
 * // Without items it could not have failed, so that it is no evidence.
 * export const judge = (reading: Reading) => ((refreshAnswer(reading)?.items ?? []).length === 0 ? notExercised : held);
 */
export const notExercised: Judgement = Object.freeze({ evidence: 0, violations: Object.freeze([]) });

/**
 * The law was put to the test once and held.
 *
 * @example
 * import { held, judged, notExercised, type Reading } from "cvm-contract";
 *
 * const violation = { message: "It is a teapot.", expected: "no teapot", actual: "418", discriminator: "teapot" };
 *
 * export const judge = ({ outcome }: Reading) => {
 *   if (outcome.kind === "fault") return notExercised;
 *   return outcome.status === 418 ? judged([violation]) : held;
 * };
 */
export const held: Judgement = Object.freeze({ evidence: 1, violations: Object.freeze([]) });

/**
 * The judgement of one test: broken by the violations given, or held where there are none.
 *
 * @example
 * import { judged, refreshAnswer, type Reading } from "cvm-contract";
 *
 * export const judge = (reading: Reading) =>
 *   judged(
 *     (refreshAnswer(reading)?.items ?? [])
 *       .filter(({ reason }) => reason === "")
 *       .slice(0, 1)
 *       .map(({ identifier }) => ({
 *         message: `The reason of ${identifier} is empty.`,
 *         expected: "a reason, or null",
 *         actual: "an empty one",
 *         discriminator: "empty reason",
 *       })),
 *   );
 */
export const judged = (violations: readonly Violation[]): Judgement =>
  violations.length === 0 ? held : { evidence: 1, violations };
