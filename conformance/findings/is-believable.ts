import type { Violation } from "../cases/judgement.ts";

/** So often a law that compares answers has to tell the very same, in all its words and values. */
const ALIKE = 5;
/** Requests that race don't collide each time, and so are not expected to. */
const ALIKE_IN_A_RACE = 3;
/** So often it has to tell of the same place, where values differ from time to time: a server may well make them up. */
const OF_ONE_PLACE = 7;

const mostOften = (keys: readonly string[]): number =>
  Math.max(
    ...Map.groupBy(keys, (key) => key)
      .values()
      .map(({ length }) => length),
  );

/** So often in a row a server has to fail at one request: those that fail at any request now and then do so by chance. */
const FAILURES_IN_A_ROW = 4;

/** What a law judges: one answer, none or a failure in the place of one, several answers, or several to requests that were sent at the same time. */
export type Subject = "answer" | "failure" | "comparison" | "race";

/**
 * Whether what a case showed time after time, the first time included, is a fault of the server. One answer that breaks a law does
 * so whatever moves, and so it is once it was seen again. Between several answers a fleet can move, an upstream fail, or chance
 * decide: each time it is another CVM that differs, or it differs otherwise.
 */
export const isBelievable = (told: readonly Violation[], subject: Subject): boolean => {
  if (subject === "answer") return told.length > 1;
  if (subject === "failure") return told.length >= FAILURES_IN_A_ROW;
  const alike = told.map(({ message, expected, actual }) => JSON.stringify([message, expected, actual]));
  return (
    mostOften(alike) >= (subject === "race" ? ALIKE_IN_A_RACE : ALIKE) ||
    mostOften(told.map(({ message }) => message)) >= OF_ONE_PLACE
  );
};
