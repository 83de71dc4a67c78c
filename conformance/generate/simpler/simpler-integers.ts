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

/**
 * Simpler integers, the simplest first: one inside the bounds that is not next to them, then nearer ones on the same side, so that
 * where shrinking ends a bound is at stake only if it takes one.
 */
export const simplerIntegers = (value: number, shape: IntegerShape): readonly number[] => {
  const plain = plainInteger(shape);
  if (plain === null || !Number.isInteger(value)) return simplerNumbers(value);
  const { minimum, maximum } = shape;
  const isBelow = minimum !== null && value < minimum;
  const isAbove = maximum !== null && value > maximum;
  if (isBelow || isAbove) {
    const edges = [minimum === null ? null : minimum - 1, maximum === null ? null : maximum + 1];
    const nearest = edges.flatMap((edge) => (edge === null ? [] : [edge]));
    const isFirst = nearest.indexOf(value);
    const before = isFirst === -1 ? nearest : nearest.slice(0, isFirst);
    const between =
      isFirst === -1 ? smaller(value).filter((one) => (isBelow ? one < (minimum ?? one) : one > (maximum ?? one))) : [];
    return [plain, ...before, ...between.filter((one) => !nearest.includes(one))];
  }
  if (value === minimum || value === maximum) return [plain];
  return value === plain
    ? []
    : [
        plain,
        ...smaller(value - plain)
          .map((one) => one + plain)
          .filter((one) => one > plain),
      ];
};
