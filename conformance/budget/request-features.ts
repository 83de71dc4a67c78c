import { isJsonObject, type Json } from "../../contract/index.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Shape } from "../generate/schema-shape.ts";
import { type Choices, choicesOf, NOTHING_CHOSEN } from "./choices-of.ts";
import type { Feature, FeatureBook } from "./feature.ts";
import { MAX_FORM_CHARS, textFeatures } from "./text-features.ts";

/** Says what a request has in it: another request with the same in it gives the same features. */
export type FeaturesOf = (plan: RequestPlan) => readonly Feature[];

/** Of a list so many members are looked at. */
const MAX_MEMBERS = 40;

const lengthClass = (length: number): string => {
  if (length <= 2) return String(length);
  if (length <= 6) return "some";
  return length <= 60 ? "many" : length <= 100 ? "scores" : "hundreds";
};

/** What a number is like, beside the schema's bounds and how many CVMs the caller sees. */
const numberClass = (value: number, bounds: ReadonlySet<number>, fleetSize: number): string => {
  if (bounds.has(value)) return `bound ${value}`;
  if (value === fleetSize) return "just as many as there are";
  if (!Number.isInteger(value)) return "fraction";
  if (value < 0) return "negative";
  if (value <= 3) return "least";
  return value <= 12 ? "small" : value < 2 ** 31 ? "large" : "huge";
};

const boundsOf = (shape: Shape): readonly number[] => {
  switch (shape.kind) {
    case "integer":
      return [shape.minimum, shape.maximum].filter((bound) => bound !== null);
    case "any-of":
      return shape.options.flatMap(boundsOf);
    case "array":
      return boundsOf(shape.items);
    case "object":
      return shape.properties.flatMap((property) => boundsOf(property.shape));
    default:
      return [];
  }
};

/** What is there more than once. */
const severalOf = (features: readonly Feature[]): readonly Feature[] => {
  const [seen, again] = [new Set<Feature>(), new Set<Feature>()];
  for (const feature of features) (seen.has(feature) ? again : seen).add(feature);
  return Array.from(again, ({ several }) => several);
};

const pairsOf = (features: readonly Feature[]): readonly Feature[] =>
  features.flatMap((one, at) => features.slice(at + 1).map((other) => one.with(other)));

/** The members of a list, each once. */
const differentIn = (list: readonly Json[]): readonly Json[] => {
  const different = new Map<string, Json>();
  for (const member of list) different.set(typeof member === "string" ? `"${member}` : JSON.stringify(member), member);
  return [...different.values()];
};

/**
 * What requests with a body of a shape have in them: who sends it where, which members there are and of which kind, each two of these
 * together, what the options come to, the forms of texts, and what became of the CVMs that are named.
 */
export const requestFeatures = (shape: Shape, knowledge: Knowledge, book: FeatureBook): FeaturesOf => {
  const bounds = new Set(boundsOf(shape));
  const choices = choicesOf(shape);
  const boundBefore = book.single("a bound before it");
  const textAt = textFeatures(knowledge, book);
  const known = shape.kind === "object" ? shape.properties.map(({ name }) => name) : [];
  const kindOf = (value: Json, fleetSize: number): string => {
    if (typeof value === "string") return "text";
    if (typeof value === "number") return numberClass(value, bounds, fleetSize);
    if (value === null || typeof value === "boolean") return String(value);
    return isJsonObject(value) ? "object" : `list of ${lengthClass(value.length)}`;
  };
  const inside = (at: string, value: Json, chosen: Choices): readonly Feature[] => {
    if (typeof value === "string") {
      const { formed, stands } = textAt(at, value);
      if (stands === null) return [formed];
      // What becomes of a CVM is decided by what it is and by all that is chosen.
      return [formed, stands, formed.with(stands), stands.with(book.choice(chosen.together))];
    }
    if (!Array.isArray(value)) return [];
    const some: readonly Json[] = value.slice(0, MAX_MEMBERS);
    const different = differentIn(some);
    const members = different.flatMap((member, index) => {
      const own = inside(`${at}[]`, member, chosen);
      if (index < chosen.most) return own;
      // What stands in a list behind as many members as a number of the request lets through may never be looked at.
      return own.filter(({ kind }) => kind !== "pair").map((feature) => feature.with(boundBefore));
    });
    const repeats = different.length < some.length ? [book.single(`${at} with repeats`)] : [];
    return [...repeats, ...new Set(members), ...severalOf(members)];
  };
  const ofBody = (value: Json, fleetSize: number): readonly Feature[] => {
    if (!isJsonObject(value))
      return [book.single(`body ${kindOf(value, fleetSize)}`), ...inside("body", value, NOTHING_CHOSEN)];
    const kinds = known.map((name) => {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      return book.single(`${name} ${member === undefined ? "absent" : kindOf(member, fleetSize)}`);
    });
    const others = Object.keys(value).filter((name) => !known.includes(name));
    const chosen = choices(value, fleetSize);
    const deeper = Object.entries(value).flatMap(([name, member]) => inside(name, member, chosen));
    return [
      ...kinds,
      ...pairsOf(kinds),
      book.choice(chosen.together),
      ...others.map((name) => book.single(`other ${name}`)),
      ...deeper,
    ];
  };
  return ({ credential, method, path, headers, body, isAlongside }) => [
    book.single(`${credential}${isAlongside === true ? " alongside" : ""}`),
    book.single(`${method} ${path}`),
    ...Object.entries(headers).map(([name, value]) => book.single(`${name}: ${value.slice(0, MAX_FORM_CHARS)}`)),
    ...(body.kind === "none"
      ? [book.single("no body")]
      : [
          book.single(`${body.spelling}, ${body.damage ?? "whole"}`),
          ...ofBody(body.value, knowledge.seen.get(credential)?.length ?? -1),
        ]),
  ];
};
