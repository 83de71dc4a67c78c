import type { Violation } from "../laws/judgement.ts";

/** So often a law that compares answers has to tell the very same, in all its words and values. */
const ALIKE = 3;
/** So often it has to tell of the same place, where values differ from time to time: a server may well make them up. */
const OF_ONE_PLACE = 5;

const mostOften = (keys: readonly string[]): number =>
  Math.max(
    ...Map.groupBy(keys, (key) => key)
      .values()
      .map(({ length }) => length),
  );

/**
 * Whether what a case showed time after time, the first time included, is a fault of the server. One answer that breaks a law does
 * so whatever moves, and so it is once it was seen again. Between several answers a fleet can move: each time it is another CVM that
 * differs, or differs otherwise.
 */
export const isBelievable = (told: readonly Violation[], isRelation: boolean): boolean => {
  if (!isRelation) return told.length > 1;
  const alike = told.map(({ message, expected, actual }) => JSON.stringify([message, expected, actual]));
  return mostOften(alike) >= ALIKE || mostOften(told.map(({ message }) => message)) >= OF_ONE_PLACE;
};
