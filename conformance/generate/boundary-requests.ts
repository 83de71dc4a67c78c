import type { Json } from "../../contract/index.ts";
import { assertNever } from "../cases/assert-never.ts";
import type { Damage, RequestPlan, Spelling } from "../cases/request-plan.ts";
import { outOfBounds, wrongTypes } from "./broken-value.ts";
import { hostileStrings, illFormedStrings } from "./hostile-strings.ts";
import { contentTypeHeaders, otherContentTypes, plainRequest, type RequestSource } from "./request-arbitrary.ts";
import type { Shape } from "./schema-shape.ts";

const SPELLINGS: readonly Spelling[] = ["spaced", "reordered", "floats", "exponents", "escaped"];
const DAMAGES: readonly Damage[] = [
  "byte-order-mark",
  "truncated",
  "invalid-utf-8",
  "trailing-garbage",
  "lone-surrogate",
  "duplicate-key",
  "too-deep",
  "too-large",
  "number-beyond-doubles",
  "number-below-doubles",
  "endless-integer",
  "not-a-number",
];

/** Longer than any bound of the operation's. */
const MANY = 501;

/** More than a database takes as the variables of one statement: the smallest bounds are 999 and 1,000. */
const VERY_MANY = 2_000;

/** So many learned strings are enough where it is how they are sent that matters. */
const FEW = 3;

/** So many learned strings are sent at once, the spellings of one name side by side: no more than a default limit lets through. */
const SOME = 100;

/**
 * So many names of so many characters make bodies of some 100 KiB and of just under 1 MiB: beyond the bounds that frameworks set
 * where nobody thinks of it, and well-formed.
 */
const LONG_LISTS = [
  { names: 420, length: 250 },
  { names: 100, length: 10_200 },
] as const;

const longName = (index: number, length: number): string => `no-such-cvm-${index}-`.padEnd(length, "x");

const unheardOf = (index: number): string => String(1_900_000_000 + index);

/** A name in the style of another language: one that reads it as its own refuses, or obeys, what the contract does not speak of. */
const camelCased = (name: string): string => name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Values at and just past each bound of a shape, and one of each wrong type. */
const edgesOf = (shape: Shape, learned: RequestSource["learned"]): readonly Json[] => {
  switch (shape.kind) {
    case "null":
      return [null, ...wrongTypes(shape)];
    case "boolean":
      return [true, false, ...wrongTypes(shape)];
    case "string":
      return [
        ...(learned.get(shape.pointer) ?? []).slice(0, 3),
        ...hostileStrings,
        ...illFormedStrings,
        ...wrongTypes(shape),
      ];
    case "enum":
      return [...shape.values, ...wrongTypes(shape)];
    case "integer": {
      const inside = [shape.minimum, shape.maximum].flatMap((bound, index) =>
        bound === null ? [] : [bound, index === 0 ? bound + 1 : bound - 1],
      );
      return [...inside, ...outOfBounds(shape), ...wrongTypes(shape)];
    }
    case "array": {
      const members = edgesOf(shape.items, learned);
      const some = learned.get(shape.items.pointer) ?? [];
      const long = Array.from({ length: MANY }, (_, index) => some[index] ?? unheardOf(index));
      return [
        [],
        ...members.map((member) => [member]),
        [...members.slice(0, 2), ...members.slice(0, 2)],
        [unheardOf(0), unheardOf(1), unheardOf(0)],
        long,
        some.slice(0, SOME),
        Array.from({ length: VERY_MANY }, (_, index) => unheardOf(index)),
        ...LONG_LISTS.map(({ names, length }) => Array.from({ length: names }, (_, index) => longName(index, length))),
        ...wrongTypes(shape),
      ];
    }
    case "object": {
      const single = shape.properties.flatMap((property) =>
        edgesOf(property.shape, learned).map((value) => ({ [property.name]: value })),
      );
      const others = shape.properties.flatMap(({ name }) =>
        camelCased(name) === name ? [] : [{ [camelCased(name)]: {} }],
      );
      return [{}, ...single, ...others, ...wrongTypes(shape)];
    }
    case "any-of":
      return shape.options.flatMap((option) => edgesOf(option, learned));
    default:
      return assertNever(shape);
  }
};

const distinct = (values: readonly Json[]): readonly Json[] => [
  ...new Map(values.map((value) => [JSON.stringify(value), value])).values(),
];

/** A small valid body in which every spelling and damage shows. */
const sampleOf = (shape: Shape): Json => {
  if (shape.kind !== "object") return null;
  const sample: Record<string, Json> = {};
  for (const { name, shape: member } of shape.properties) {
    if (member.kind === "integer") sample[name] = member.maximum ?? 1;
    if (member.kind === "boolean") sample[name] = false;
  }
  return sample;
};

/** Bodies that go in chunks: of every switch, of an invalid value, and of a few strings that mean something. */
const inChunks = (source: RequestSource, sample: Json): readonly RequestPlan[] => {
  const { shape, learned } = source;
  const edges = shape.kind === "object" ? shape.properties : [];
  const values = edges.flatMap(({ name, shape: member }): readonly Json[] => {
    if (member.kind === "integer")
      return outOfBounds(member)
        .slice(0, 1)
        .map((value) => ({ [name]: value }));
    const list = member.kind === "any-of" ? member.options.find(({ kind }) => kind === "array") : member;
    if (list?.kind !== "array") return [];
    const some = (learned.get(list.items.pointer) ?? []).slice(0, FEW);
    return some.length === 0 ? [] : [{ [name]: some }];
  });
  return [sample, ...values].map((value) => ({ ...plainRequest(source, value), isChunked: true }));
};

/** Requests that belong to no operation: another method on the path, another path. Those that could change something are sent only with leave. */
const strays = (source: RequestSource, sample: Json, allowWrites: boolean): readonly RequestPlan[] => {
  const plan = plainRequest(source, sample);
  const bare: RequestPlan = { ...plan, headers: {}, body: { kind: "none" } };
  return [
    { ...bare, method: "GET" },
    { ...bare, method: "HEAD" },
    { ...bare, method: "OPTIONS" },
    { ...plan, method: "POST" },
    ...(allowWrites
      ? [
          { ...plan, method: "PUT" },
          { ...bare, method: "DELETE" },
        ]
      : []),
    { ...plan, path: `${source.operation.path}/no-such-path` },
    { ...plan, path: `${source.operation.path}/` },
    { ...bare, method: "GET", path: "/no-such-path/%00/%F0%9F%A7%AA" },
  ];
};

/**
 * Every keyword of the request schema at its bounds and past them, every hostile string, every spelling, damage, content type, a few bodies in chunks
 * and stray route, one request each, in a fixed order.
 */
export const boundaryRequests = (source: RequestSource, allowWrites: boolean): readonly RequestPlan[] => {
  const sample = sampleOf(source.shape);
  const plan = plainRequest(source, sample);
  return [
    ...distinct(edgesOf(source.shape, source.learned)).map((value) => plainRequest(source, value)),
    ...SPELLINGS.map(
      (spelling): RequestPlan => ({ ...plan, body: { kind: "json", value: sample, spelling, damage: null } }),
    ),
    ...DAMAGES.map(
      (damage): RequestPlan => ({ ...plan, body: { kind: "json", value: sample, spelling: "plain", damage } }),
    ),
    ...[...otherContentTypes, "application/json; charset=utf-8", "APPLICATION/JSON"].map((contentType) => ({
      ...plan,
      headers: contentTypeHeaders(contentType),
    })),
    { ...plan, body: { kind: "none" } },
    ...inChunks(source, sample),
    ...strays(source, sample, allowWrites),
  ];
};
