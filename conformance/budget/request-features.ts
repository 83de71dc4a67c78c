import { isJsonObject, type Json } from "../../contract/index.ts";
import type { Knowledge } from "../cases/knowledge.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Shape } from "../generate/schema-shape.ts";
import { type Choices, choicesOf, NOTHING_CHOSEN } from "./choices-of.ts";

/** Says what a request has in it, in words that another request with the same in it gives too. */
export type FeaturesOf = (plan: RequestPlan) => readonly string[];

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A UUID, or what was made of one: cut short, gone on with, a character of it changed. */
const UUID_INSIDE = /[0-9a-f]{8}(-[0-9a-f_%]{2,12})+/gi;
const HEX = /^[0-9a-f]{16,}$/i;
/** Longer texts are told apart by their beginnings. */
const MAX_FORM_CHARS = 24;
/** Of a list so many members are looked at. */
const MAX_MEMBERS = 40;

const capitals = (text: string): string => (/[A-F]/.test(text) ? " in capitals" : "");

/** The form of a text: which kinds of characters it has, in which order. */
const formOf = (text: string): string => {
  if (UUID.test(text)) return `uuid${capitals(text)}`;
  if (HEX.test(text) && /[a-f]/i.test(text)) return `${text.length} hex${capitals(text)}`;
  if (/^\d+$/.test(text))
    return `${text.length > 9 ? "long" : "short"} digits${text.startsWith("0") ? " after 0" : ""}`;
  return text
    .replaceAll(UUID_INSIDE, "u")
    .replaceAll(/[0-9a-f]{16,}/gi, "h")
    .slice(0, MAX_FORM_CHARS)
    .replaceAll(/\p{Lu}+/gu, "A")
    .replaceAll(/\p{Ll}+/gu, "a")
    .replaceAll(/\p{Nd}+/gu, "9");
};

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

/** What each name that the probe saw stands for: how its CVM was answered. */
const standingOf = ({ seen }: Knowledge): ReadonlyMap<string, string> => {
  const standing = new Map<string, string>();
  for (const [credential, cvms] of seen)
    for (const { cvmId, identifier, status, source, reason, oldInstanceId } of cvms)
      for (const name of [identifier, String(cvmId)])
        standing.set(
          name,
          `${credential}'s ${status}, ${reason}, ${source}, ${oldInstanceId === null ? "without" : "with"} an id`,
        );
  return standing;
};

/** What is there more than once. */
const severalOf = (features: readonly string[]): readonly string[] =>
  [...new Set(features.filter((feature, at) => features.indexOf(feature) < at))].map(
    (feature) => `several: ${feature}`,
  );

const WITH = " together with ";

/** Whether a feature is that of two kinds of members together. */
export const isPair = (feature: string): boolean => feature.includes(WITH);

const CHOICE = "chosen: ";

/** Whether a feature is all that a request chooses together, whichever of its case's requests does. */
export const isChoice = (feature: string): boolean => feature.startsWith(CHOICE);

const pairsOf = (features: readonly string[]): readonly string[] =>
  features.flatMap((one, at) => features.slice(at + 1).map((other) => `${one}${WITH}${other}`));

/** What stands in a list behind as many members as a number of the request lets through may never be looked at. */
const cutOff = (features: readonly string[]): readonly string[] =>
  features.filter((feature) => !isPair(feature)).map((feature) => `${feature}${WITH}a bound before it`);

/**
 * What requests with a body of a shape have in them: who sends it where, which members there are and of which kind, each two of these
 * together, what the options come to, the forms of texts, and what became of the CVMs that are named.
 */
export const requestFeatures = (shape: Shape, knowledge: Knowledge): FeaturesOf => {
  const bounds = new Set(boundsOf(shape));
  const standing = standingOf(knowledge);
  const choices = choicesOf(shape);
  // The same names come again and again.
  const forms = new Map<string, string>();
  const form = (text: string): string => {
    const known = forms.get(text) ?? formOf(text);
    forms.set(text, known);
    return known;
  };
  const known = shape.kind === "object" ? shape.properties.map(({ name }) => name) : [];
  const kindOf = (value: Json, fleetSize: number): string => {
    if (typeof value === "string") return "text";
    if (typeof value === "number") return numberClass(value, bounds, fleetSize);
    if (value === null || typeof value === "boolean") return String(value);
    return isJsonObject(value) ? "object" : `list of ${lengthClass(value.length)}`;
  };
  const inside = (at: string, value: Json, chosen: Choices): readonly string[] => {
    if (typeof value === "string") {
      const stands = standing.get(value);
      const formed = `${at} ${form(value)}`;
      if (stands === undefined) return [formed];
      // What becomes of a CVM is decided by what it is and by all that is chosen.
      return [formed, `${at} ${stands}`, `${formed}${WITH}${stands}`, `${at} ${stands}${WITH}${chosen.together}`];
    }
    if (!Array.isArray(value)) return [];
    const some: readonly Json[] = value.slice(0, MAX_MEMBERS);
    const different = [...new Map(some.map((member) => [JSON.stringify(member), member])).values()];
    const members = different.flatMap((member, index) => {
      const own = inside(`${at}[]`, member, chosen);
      return index < chosen.most ? own : cutOff(own);
    });
    const repeats = different.length < some.length ? [`${at} with repeats`] : [];
    return [...repeats, ...new Set(members), ...severalOf(members)];
  };
  const ofBody = (value: Json, fleetSize: number): readonly string[] => {
    if (!isJsonObject(value)) return [`body ${kindOf(value, fleetSize)}`, ...inside("body", value, NOTHING_CHOSEN)];
    const kinds = known.map((name) => {
      const member = Object.hasOwn(value, name) ? value[name] : undefined;
      return `${name} ${member === undefined ? "absent" : kindOf(member, fleetSize)}`;
    });
    const others = Object.keys(value).filter((name) => !known.includes(name));
    const chosen = choices(value, fleetSize);
    const deeper = Object.entries(value).flatMap(([name, member]) => inside(name, member, chosen));
    return [
      ...kinds,
      ...pairsOf(kinds),
      `${CHOICE}${chosen.together}`,
      ...others.map((name) => `other ${name}`),
      ...deeper,
    ];
  };
  return ({ credential, method, path, headers, body, isAlongside }) => [
    `${credential}${isAlongside === true ? " alongside" : ""}`,
    `${method} ${path}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, MAX_FORM_CHARS)}`),
    ...(body.kind === "none"
      ? ["no body"]
      : [
          `${body.spelling}, ${body.damage ?? "whole"}`,
          ...ofBody(body.value, knowledge.seen.get(credential)?.length ?? -1),
        ]),
  ];
};
