import { canonicalJson, isJsonObject, type Json } from "../../../contract/index.ts";
import { hasType } from "../broken-value.ts";
import type { PropertyShape, Shape } from "../schema-shape.ts";
import { stringTraits } from "./string-traits.ts";
import type { Trait } from "./trait.ts";

/** A list has a trait for each of these counts that it reaches, so that a longer one has all those of a shorter. */
const COUNTS = [1, 2, 3, 6, 11, 21, 51, 101, 201, 501, 1000] as const;

const typeOf = (value: Json): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

const integerTraits = (
  value: number,
  { minimum, maximum }: Extract<Shape, { kind: "integer" }>,
  at: string,
): readonly Trait[] => {
  const wide: readonly Trait[] = [
    ...(Math.abs(value) >= 2 ** 15 ? [{ kind: "beyond-16-bits", at } as const] : []),
    ...(Math.abs(value) >= 2 ** 31 ? [{ kind: "beyond-32-bits", at } as const] : []),
  ];
  if (minimum !== null && value < minimum) return [{ kind: "below", at }, ...wide];
  if (maximum !== null && value > maximum) return [{ kind: "above", at }, ...wide];
  if (value === minimum) return [{ kind: "at-a-bound", at, which: "minimum" }];
  return value === maximum ? [{ kind: "at-a-bound", at, which: "maximum" }] : [];
};

const listTraits = (values: readonly Json[], items: Shape, at: string): readonly Trait[] => {
  const texts = values.map((value) => canonicalJson(value));
  return [
    ...(values.length === 0 ? [{ kind: "empty", at } as const] : []),
    ...COUNTS.filter((count) => values.length >= count).map(
      (count) => ({ kind: "count", at, which: String(count) }) as const,
    ),
    ...(new Set(texts).size < texts.length ? [{ kind: "twice", at } as const] : []),
    ...values.flatMap((value) => valueTraits(value, items, `${at}[]`)),
  ];
};

const memberTraits = (value: Json, { name, shape, fallback }: PropertyShape): readonly Trait[] => {
  if (fallback !== undefined && canonicalJson(value) === canonicalJson(fallback))
    return [{ kind: "default", at: name }];
  if (value === null && hasType(value, shape)) return [{ kind: "null", at: name }];
  return [{ kind: "given", at: name }, ...valueTraits(value, shape, name)];
};

/** What is particular about a value of a body; nothing about a plain one. May name a thing several times. */
export const valueTraits = (value: Json, of: Shape, at: string): readonly Trait[] => {
  const shape =
    of.kind === "any-of" ? of.options.find((option) => hasType(value, option)) : hasType(value, of) ? of : undefined;
  if (shape === undefined) return [{ kind: "wrong-type", at, which: typeOf(value) }];
  if (shape.kind === "integer" && typeof value === "number") return integerTraits(value, shape, at);
  if (typeof value === "string") return stringTraits(value).map((kind) => ({ kind, at }));
  if (shape.kind === "array" && Array.isArray(value)) return listTraits(value, shape.items, at);
  if (shape.kind !== "object" || !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]): readonly Trait[] => {
    const property = shape.properties.find((candidate) => candidate.name === name);
    if (property !== undefined) return memberTraits(member, property);
    return [{ kind: "unknown", at }, ...stringTraits(name).map((kind): Trait => ({ kind, at: "(name)" }))];
  });
};
