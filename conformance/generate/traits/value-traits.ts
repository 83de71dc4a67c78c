import { canonicalJson, isJsonObject, type Json } from "../../../contract/index.ts";
import { hasType } from "../broken-value.ts";
import type { PropertyShape, Shape } from "../schema-shape.ts";
import { stringTraits } from "./string-traits.ts";
import type { Trait, TraitKind } from "./trait.ts";

/** A list has a trait for each of these counts that it reaches, so that a longer one has all those of a shorter. */
const COUNTS = [1, 2, 3, 6, 11, 21, 51, 101, 201, 501, 1000] as const;

const typeOf = (value: Json): string => (value === null ? "null" : Array.isArray(value) ? "array" : typeof value);

const integerKinds = (
  value: number,
  { minimum, maximum }: Extract<Shape, { kind: "integer" }>,
): readonly TraitKind[] => {
  const wide: readonly TraitKind[] = [
    ...(Math.abs(value) >= 2 ** 15 ? (["beyond-16-bits"] as const) : []),
    ...(Math.abs(value) >= 2 ** 31 ? (["beyond-32-bits"] as const) : []),
  ];
  if (minimum !== null && value < minimum) return ["below", ...wide];
  if (maximum !== null && value > maximum) return ["above", ...wide];
  return value === minimum || value === maximum ? ["at-a-bound"] : [];
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
  return [{ kind: "given", at: name }, ...valueTraits(value, shape, name)];
};

/** What is particular about a value of a body; nothing about a plain one. May name a thing several times. */
export const valueTraits = (value: Json, of: Shape, at: string): readonly Trait[] => {
  const shape =
    of.kind === "any-of" ? of.options.find((option) => hasType(value, option)) : hasType(value, of) ? of : undefined;
  if (shape === undefined) return [{ kind: "wrong-type", at, which: typeOf(value) }];
  if (shape.kind === "integer" && typeof value === "number")
    return integerKinds(value, shape).map((kind) => ({ kind, at }));
  if (typeof value === "string") return stringTraits(value).map((kind) => ({ kind, at }));
  if (shape.kind === "array" && Array.isArray(value)) return listTraits(value, shape.items, at);
  if (shape.kind !== "object" || !isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]): readonly Trait[] => {
    const property = shape.properties.find((candidate) => candidate.name === name);
    if (property !== undefined) return memberTraits(member, property);
    return [{ kind: "unknown", at }, ...stringTraits(name).map((kind): Trait => ({ kind, at: "(name)" }))];
  });
};
