import { isObject, type Json, schemaAt } from "../../contract/index.ts";
import { UnknownKeywordError } from "./unknown-keyword-error.ts";

/** A property of an object shape. */
export interface PropertyShape {
  readonly name: string;
  readonly isRequired: boolean;
  readonly shape: Shape;
  /** What its absence means, where the contract says so. */
  readonly fallback?: Json;
}

/** A schema in the form that values are generated from. `pointer` is where its keywords stand in the contract. */
export type Shape =
  | { readonly kind: "null" | "boolean" | "string"; readonly pointer: string }
  | {
      readonly kind: "integer";
      readonly pointer: string;
      readonly minimum: number | null;
      readonly maximum: number | null;
    }
  | { readonly kind: "enum"; readonly pointer: string; readonly values: readonly Json[] }
  | { readonly kind: "array"; readonly pointer: string; readonly items: Shape }
  | { readonly kind: "object"; readonly pointer: string; readonly properties: readonly PropertyShape[] }
  | { readonly kind: "any-of"; readonly pointer: string; readonly options: readonly Shape[] };

const ANNOTATIONS = ["title", "description", "default", "examples", "deprecated"];

const KEYWORDS_OF: Readonly<Record<string, readonly string[]>> = {
  null: ["type"],
  boolean: ["type"],
  string: ["type"],
  integer: ["type", "minimum", "maximum"],
  array: ["type", "items"],
  object: ["type", "properties", "required"],
};

const refuseOthers = (pointer: string, keywords: Readonly<Record<string, unknown>>, known: readonly string[]): void => {
  const unknown = Object.keys(keywords).find((key) => !known.includes(key) && !ANNOTATIONS.includes(key));
  if (unknown !== undefined) throw new UnknownKeywordError(pointer, unknown);
};

const numberOrNull = (value: unknown): number | null => (typeof value === "number" ? value : null);

const isJsonArray = (value: unknown): value is readonly Json[] => Array.isArray(value);

const isJson = (value: unknown): value is Json => value !== undefined;

const fallbackAt = (document: unknown, at: string): Json | undefined => {
  const { keywords } = schemaAt(document, at);
  return isJson(keywords.default) ? keywords.default : undefined;
};

const objectShape = (document: unknown, pointer: string, keywords: Readonly<Record<string, unknown>>): Shape => {
  const required = isJsonArray(keywords.required) ? keywords.required : [];
  const names = isObject(keywords.properties) ? Object.keys(keywords.properties) : [];
  return {
    kind: "object",
    pointer,
    properties: names.map((name) => {
      const at = `${pointer}/properties/${name}`;
      const fallback = fallbackAt(document, at);
      return {
        name,
        isRequired: required.includes(name),
        shape: shapeAt(document, at),
        ...(fallback === undefined ? {} : { fallback }),
      };
    }),
  };
};

/**
 * Reads the schema at `at` as a shape. Throws `UnknownKeywordError` at the first keyword that generation does not
 * understand: passing over it in silence would make wrong values.
 */
export const shapeAt = (document: unknown, at: string): Shape => {
  const { pointer, keywords } = schemaAt(document, at);
  const { type } = keywords;
  if (isJsonArray(keywords.anyOf)) {
    refuseOthers(pointer, keywords, ["anyOf"]);
    return {
      kind: "any-of",
      pointer,
      options: keywords.anyOf.map((_, index) => shapeAt(document, `${pointer}/anyOf/${index}`)),
    };
  }
  if (isJsonArray(keywords.enum)) {
    refuseOthers(pointer, keywords, ["type", "enum"]);
    return { kind: "enum", pointer, values: keywords.enum };
  }
  if (typeof type !== "string" || KEYWORDS_OF[type] === undefined)
    throw new UnknownKeywordError(pointer, `type: ${JSON.stringify(type)}`);
  refuseOthers(pointer, keywords, KEYWORDS_OF[type]);
  switch (type) {
    case "object":
      return objectShape(document, pointer, keywords);
    case "array":
      return { kind: "array", pointer, items: shapeAt(document, `${pointer}/items`) };
    case "integer":
      return {
        kind: "integer",
        pointer,
        minimum: numberOrNull(keywords.minimum),
        maximum: numberOrNull(keywords.maximum),
      };
    case "null":
    case "boolean":
    case "string":
      return { kind: type, pointer };
    default:
      throw new UnknownKeywordError(pointer, `type: ${type}`);
  }
};
