/**
 * A JSON value that was answered. Integers are exact: one that a double can't hold is a bigint, or, where it has more digits
 * than anybody counts with, the nearest double, which is no safe integer.
 */
export type ExactJson = null | boolean | number | bigint | string | readonly ExactJson[] | ExactObject;

/** A JSON object with exact integers. */
export interface ExactObject {
  readonly [key: string]: ExactJson;
}

/** Whether an answered value is an object. */
export const isExactObject = (value: ExactJson): value is ExactObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
