import type { TypeReader } from "./refresh-options.ts";

const TRUE_WORDS = ["1", "true", "t", "yes", "y", "on"];
const FALSE_WORDS = ["0", "false", "f", "no", "n", "off"];

const integer = (value: unknown): number | undefined => {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return Number.isFinite(value) ? Math.trunc(value) : undefined;
  if (typeof value !== "string" || !/^\s*[+-]?\d+(_\d+)*(\.0*)?\s*$/.test(value)) return undefined;
  return Number(value.replaceAll("_", ""));
};

const boolean = (value: unknown): boolean | undefined => {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const word = String(value).toLowerCase();
  if (TRUE_WORDS.includes(word)) return true;
  return FALSE_WORDS.includes(word) ? false : undefined;
};

const string = (value: unknown): string | undefined =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : undefined;

/**
 * The types as pydantic's lax mode reads them: numbers and booleans from words, and, as its first version did, whole numbers from
 * broken ones and strings from numbers.
 * Source: pydantic's conversion table, https://docs.pydantic.dev/latest/concepts/conversion_table/.
 */
export const pydanticTypes: TypeReader = Object.freeze({ integer, boolean, string });

/** A body as pydantic 1 takes it for a model: a list of pairs is a mapping, and so is an empty list. */
export const asModel = (body: unknown): unknown => {
  if (!Array.isArray(body)) return body;
  const entries: [string, unknown][] = [];
  for (const pair of body) {
    if (!Array.isArray(pair) || pair.length !== 2) return body;
    entries.push([String(pair[0]), pair[1]]);
  }
  return Object.fromEntries(entries);
};
