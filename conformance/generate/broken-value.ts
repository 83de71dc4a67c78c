import fc from "fast-check";
import type { Json } from "../../contract/index.ts";
import { assertNever } from "../cases/assert-never.ts";
import type { Shape } from "./schema-shape.ts";
import { type Learned, validValue } from "./valid-value.ts";

/** One value or more of every JSON type, those that lax readers coerce among them. Simplest first. */
const anything: readonly Json[] = Object.freeze([
  null,
  true,
  false,
  0,
  1,
  -1,
  1.5,
  5.5,
  101,
  "",
  "5",
  "true",
  "x",
  [],
  [null],
  [["dry_run", true]],
  {},
  { x: 1 },
]);

/** Whether `value` is of the type that the shape asks for. */
export const hasType = (value: Json, shape: Shape): boolean => {
  switch (shape.kind) {
    case "null":
      return value === null;
    case "boolean":
    case "string":
      return typeof value === shape.kind;
    case "integer":
      return Number.isInteger(value);
    case "enum":
      return shape.values.includes(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    case "any-of":
      return shape.options.some((option) => hasType(value, option));
    default:
      return assertNever(shape);
  }
};

/** Values of every type but the right one. */
export const wrongTypes = (shape: Shape): readonly Json[] => anything.filter((value) => !hasType(value, shape));

/** What 16 and 32 bits hold: a reader that keeps no more bits takes an integer so much larger or smaller for the same. */
const WRAPS = [2 ** 16, 2 ** 32] as const;

/** Integers outside the bounds, nearest first; the last ones come back inside them where they are kept in too few bits. */
export const outOfBounds = (shape: Extract<Shape, { kind: "integer" }>): readonly number[] =>
  [
    ...(shape.minimum === null ? [] : [1, 2, 1000].map((step) => (shape.minimum ?? 0) - step)),
    ...(shape.maximum === null ? [] : [1, 2, 1000, 2 ** 31].map((step) => (shape.maximum ?? 0) + step)),
    ...(shape.maximum === null ? [] : WRAPS.map((wrap) => (shape.minimum ?? 0) + wrap)),
    ...(shape.minimum === null ? [] : WRAPS.map((wrap) => (shape.minimum ?? 0) - wrap)),
  ].filter((value) => value < (shape.minimum ?? value) || value > (shape.maximum ?? value));

const brokenObject = (shape: Extract<Shape, { kind: "object" }>, learned: Learned): fc.Arbitrary<Json> => {
  const names = shape.properties.map((property) => property.name);
  const valid = (name: string, isBroken: boolean) => {
    const property = shape.properties.find((candidate) => candidate.name === name);
    if (property === undefined) return fc.constant(null);
    return isBroken ? brokenValue(property.shape, learned) : validValue(property.shape, learned);
  };
  const breaking = (faulty: readonly string[]): fc.Arbitrary<Json> =>
    fc.record(Object.fromEntries(names.map((name) => [name, valid(name, faulty.includes(name))])), {
      requiredKeys: [
        ...faulty,
        ...shape.properties.filter((property) => property.isRequired).map((property) => property.name),
      ],
      noNullPrototype: true,
    });
  const missing = shape.properties.filter((property) => property.isRequired).map((property) => property.name);
  return fc.oneof(
    ...names.map((name) => ({ weight: 4, arbitrary: breaking([name]) })),
    ...(names.length > 1
      ? [
          { weight: 2, arbitrary: breaking(names.slice(0, 2)) },
          { weight: 2, arbitrary: breaking(names) },
        ]
      : []),
    ...missing.map((name) => ({
      weight: 4,
      arbitrary: fc.record(
        Object.fromEntries(names.filter((other) => other !== name).map((other) => [other, valid(other, false)])),
        {
          noNullPrototype: true,
        },
      ),
    })),
  );
};

/**
 * Values that break a shape in one place, now and then in several: a wrong type, a bound passed, a member missing.
 * What answer they are owed is still decided by validating the bytes, never by how they were made.
 */
export const brokenValue = (shape: Shape, learned: Learned): fc.Arbitrary<Json> => {
  const wrongType = fc.constantFrom(...wrongTypes(shape));
  switch (shape.kind) {
    case "null":
    case "boolean":
    case "string":
    case "enum":
      return wrongType;
    case "integer": {
      const outside = outOfBounds(shape);
      return outside.length === 0 ? wrongType : fc.oneof(fc.constantFrom(...outside), wrongType);
    }
    case "array":
      return fc.oneof(
        wrongType,
        fc
          .tuple(
            fc.array(validValue(shape.items, learned), { maxLength: 3 }),
            brokenValue(shape.items, learned),
            fc.array(validValue(shape.items, learned), { maxLength: 3 }),
          )
          .map(([before, broken, after]) => [...before, broken, ...after]),
      );
    case "object":
      return fc.oneof({ weight: 1, arbitrary: wrongType }, { weight: 8, arbitrary: brokenObject(shape, learned) });
    case "any-of": {
      const structured = shape.options.filter((option) => option.kind === "array" || option.kind === "object");
      const deep = structured.map((option) =>
        brokenValue(option, learned).filter(
          (value) => !shape.options.some((other) => other !== option && hasType(value, other)),
        ),
      );
      return fc.oneof(wrongType, ...deep);
    }
    default:
      return assertNever(shape);
  }
};
