import fc from "fast-check";
import type { Json } from "../../contract/index.ts";
import { assertNever } from "../cases/assert-never.ts";
import { hostileStrings } from "./hostile-strings.ts";
import type { Shape } from "./schema-shape.ts";
import { thinnedList } from "./thinned-list.ts";

/** Strings that mean something to the server, by the pointer of the string schema that they fit; of integers, their digits. */
export type Learned = ReadonlyMap<string, readonly string[]>;

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: length, maxLength: length });

/** Strings that are formed like identifiers and, in all likelihood, name nothing. */
const wellFormedUnknown: fc.Arbitrary<string> = fc.oneof(
  fc.uuid({ version: 4 }),
  hex(40),
  hex(40).map((digits) => `app_${digits}`),
  fc.integer({ min: 1_000_000_000, max: 2_000_000_000 }).map(String),
);

const stringValue = (pointer: string, learned: Learned): fc.Arbitrary<string> => {
  const known = learned.get(pointer) ?? [];
  const unknown = fc.oneof(
    { weight: 3, arbitrary: wellFormedUnknown },
    { weight: 2, arbitrary: fc.constantFrom(...hostileStrings) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
  );
  return known.length === 0
    ? unknown
    : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, { weight: 1, arbitrary: unknown });
};

const integerValue = (
  minimum: number | null,
  maximum: number | null,
  learned: readonly string[],
): fc.Arbitrary<number> => {
  const min = minimum ?? Number.MIN_SAFE_INTEGER;
  const max = maximum ?? Number.MAX_SAFE_INTEGER;
  const edges = [min, min + 1, max - 1, max].filter((value) => value >= min && value <= max);
  const known = learned.map(Number).filter((value) => value >= min && value <= max);
  return fc.oneof(
    { weight: 1, arbitrary: fc.integer({ min, max }) },
    // Small answers show most bugs, and cost both sides least.
    { weight: 2, arbitrary: fc.integer({ min, max: Math.min(max, min + 10) }) },
    { weight: 1, arbitrary: fc.constantFrom(...edges) },
    ...(known.length === 0 ? [] : [{ weight: 2, arbitrary: fc.constantFrom(...known) }]),
  );
};

/** A property name that no schema of ours knows, with a value of any type. */
export const unknownProperty: fc.Arbitrary<readonly [string, Json]> = fc.tuple(
  fc.constantFrom(
    "dryRun",
    "Limit",
    "limit ",
    "",
    "__proto__",
    "constructor",
    "toString",
    "x-note",
    "é",
    "$ref",
    "a.b",
  ),
  fc.constantFrom<Json>(null, true, 0, "", "x", [], {}, { dry_run: false }, [[[]]]),
);

const objectValue = (shape: Extract<Shape, { kind: "object" }>, learned: Learned): fc.Arbitrary<Json> => {
  const required = shape.properties.filter((property) => property.isRequired).map((property) => property.name);
  const members = fc.record(
    Object.fromEntries(shape.properties.map((property) => [property.name, validValue(property.shape, learned)])),
    { requiredKeys: required, noNullPrototype: true },
  );
  const extras = fc.oneof(
    { withCrossShrink: true },
    { weight: 9, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(unknownProperty, { minLength: 1, maxLength: 2 }) },
  );
  // Unknown names go last and never replace a known one.
  return fc
    .tuple(members, extras)
    .map(([known, unknown]) =>
      Object.fromEntries([...unknown.map(([key, value]) => [key, value]), ...Object.entries(known)]),
    );
};

/** Valid values of a shape: bounds and their neighbours often, learned strings mostly, long and hostile ones now and then. */
export const validValue = (shape: Shape, learned: Learned): fc.Arbitrary<Json> => {
  switch (shape.kind) {
    case "null":
      return fc.constant(null);
    case "boolean":
      return fc.boolean();
    case "string":
      return stringValue(shape.pointer, learned);
    case "integer":
      return integerValue(shape.minimum, shape.maximum, learned.get(shape.pointer) ?? []);
    case "enum":
      return fc.constantFrom(...shape.values);
    case "array": {
      const items = validValue(shape.items, learned);
      return fc.oneof(
        { weight: 12, arbitrary: fc.array(items, { maxLength: 6 }) },
        // Of a long list any part may be what shows something.
        { weight: 1, arbitrary: thinnedList(fc.array(items, { minLength: 7, maxLength: 60 }), 0) },
      );
    }
    case "object":
      return objectValue(shape, learned);
    case "any-of":
      return fc.oneof(
        ...shape.options.map((option) => ({
          weight: option.kind === "null" ? 1 : 3,
          arbitrary: validValue(option, learned),
        })),
      );
    default:
      return assertNever(shape);
  }
};
