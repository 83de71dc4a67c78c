import fc from "fast-check";
import type { Shape } from "../schema-shape.ts";

type IntegerShape = Extract<Shape, { kind: "integer" }>;

/** An integer that nothing is particular about, next to the least that there may be; null where no integer is. */
export const plainInteger = ({ minimum, maximum }: IntegerShape): number | null => {
  const plain = (minimum ?? 0) + 1;
  return maximum === null || plain < maximum ? plain : null;
};

const smaller = (value: number): readonly number[] =>
  [...fc.maxSafeInteger().shrink(value, undefined)].map(({ value: simpler }) => simpler);

/** Simpler numbers where no schema says which are particular. */
export const simplerNumbers = (value: number): readonly number[] =>
  Number.isSafeInteger(value)
    ? smaller(value)
    : [0, 1, Math.trunc(value)].filter((simpler) => !Object.is(simpler, value));

/** Integers outside the bounds that are simpler: right below, right above, then nearer ones on the same side. */
const simplerOutside = (value: number, { minimum, maximum }: IntegerShape): readonly number[] => {
  const edges = [minimum === null ? null : minimum - 1, maximum === null ? null : maximum + 1].filter(
    (edge) => edge !== null,
  );
  const own = edges.indexOf(value);
  if (own !== -1) return edges.slice(0, own);
  const isAbove = maximum !== null && value > maximum;
  const isBeyond = (one: number): boolean => (isAbove ? one > maximum : one < (minimum ?? one));
  return [...edges, ...smaller(value).filter((one) => isBeyond(one) && !edges.includes(one))];
};

/**
 * Simpler integers, the simplest first: one inside the bounds that is not next to them, then nearer ones on the same side, so that
 * where shrinking ends a bound is at stake only if it takes one.
 */
export const simplerIntegers = (value: number, shape: IntegerShape): readonly number[] => {
  const plain = plainInteger(shape);
  if (plain === null || !Number.isInteger(value)) return simplerNumbers(value);
  const { minimum, maximum } = shape;
  const inside = smaller(value - plain)
    .map((one) => one + plain)
    .filter((one) => one > plain && one < (maximum ?? Number.POSITIVE_INFINITY));
  const isBelow = minimum !== null && value < minimum;
  const isAbove = maximum !== null && value > maximum;
  if (isBelow || isAbove) return [plain, ...simplerOutside(value, shape)];
  return value === plain ? [] : [plain, ...(value === minimum ? [] : inside)];
};
