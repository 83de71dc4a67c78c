import fc from "fast-check";
import { isJsonObject, type Json } from "../../../contract/index.ts";
import { hasType } from "../broken-value.ts";
import type { Shape } from "../schema-shape.ts";
import { simplerIntegers, simplerNumbers } from "./simpler-integers.ts";
import { PLAIN_STRING, simplerStrings } from "./simpler-strings.ts";

/** One value of each type, the simplest type first: of wrong types the first one that will do is kept. */
const PLAIN_VALUES: readonly Json[] = Object.freeze([null, PLAIN_STRING, true, 0, [], {}]);

/** Subsets of some indices, smallest first, one left out each in the end. Source: fast-check's own shrinking of subarrays. */
const subsets = function* (length: number): Iterable<readonly number[]> {
  const all = [...Array(length).keys()];
  for (const value of fc.subarray(all).shrink(all, undefined)) yield value.value;
  // Single removals come last, so that where shrinking ends no one part could be left out.
  for (const left of all) yield all.filter((index) => index !== left);
};

/** The shape that a value is of or, of several, the first. */
const shapeOf = (value: Json, shape: Shape | null): Shape | null =>
  shape?.kind === "any-of" ? (shape.options.find((option) => hasType(value, option)) ?? shape) : shape;

const memberShape = (shape: Shape | null, name: string): Shape | null =>
  shape?.kind === "object" ? (shape.properties.find((property) => property.name === name)?.shape ?? null) : null;

const isSame = (one: Json, other: Json): boolean => JSON.stringify(one) === JSON.stringify(other);

/** Values of a simpler wrong type than this one, where its type is wrong. */
const simplerWrong = (value: Json, shape: Shape | null): readonly Json[] => {
  if (shape === null || hasType(value, shape)) return [];
  const wrong = PLAIN_VALUES.filter((plain) => !hasType(plain, shape));
  const own = wrong.findIndex(
    (plain) =>
      typeof plain === typeof value &&
      Array.isArray(plain) === Array.isArray(value) &&
      (plain === null) === (value === null),
  );
  return wrong.slice(0, own === -1 ? wrong.length : own);
};

/**
 * Simpler JSON values, the simplest first; object members and array elements are left out before they are simplified. Where there is a
 * shape, what it says of bounds and types tells which values are plain.
 */
export const simplerValues = function* (value: Json, of: Shape | null = null): Iterable<Json> {
  const shape = shapeOf(value, of);
  yield* simplerWrong(value, shape);
  if (value === true) yield false;
  else if (typeof value === "number")
    yield* shape?.kind === "integer" ? simplerIntegers(value, shape) : simplerNumbers(value);
  else if (typeof value === "string") yield* simplerStrings(value);
  else if (Array.isArray(value)) {
    const members: readonly Json[] = value;
    for (const kept of subsets(members.length)) yield kept.map((index) => members[index] ?? null);
    const items = shape?.kind === "array" ? shape.items : null;
    for (const [index, member] of members.entries())
      for (const simpler of simplerValues(member, items)) yield members.with(index, simpler);
  } else if (isJsonObject(value)) {
    const entries = Object.entries(value);
    for (const kept of subsets(entries.length))
      yield Object.fromEntries(entries.filter((_, index) => kept.includes(index)));
    for (const [index, [key, member]] of entries.entries())
      for (const simpler of simplerValues(member, memberShape(shape, key)))
        if (!isSame(simpler, member)) yield Object.fromEntries(entries.with(index, [key, simpler]));
  }
};
