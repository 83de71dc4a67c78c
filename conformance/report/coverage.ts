import { isObject, type Json } from "../../contract/index.ts";
import { assertNever } from "../cases/assert-never.ts";
import type { Reading } from "../cases/reading.ts";
import type { Shape } from "../generate/schema-shape.ts";

/** How often a keyword of the request schema met a value that satisfies it, and one that breaks it. */
export interface KeywordHits {
  /** JSON Pointer into the contract. */
  readonly pointer: string;
  readonly valid: number;
  readonly invalid: number;
}

const keywordsOf = (shape: Shape): readonly string[] => {
  const own = (...keywords: readonly string[]) => keywords.map((keyword) => `${shape.pointer}/${keyword}`);
  switch (shape.kind) {
    case "null":
    case "boolean":
    case "string":
      return own("type");
    case "integer":
      return own(
        "type",
        ...(shape.minimum === null ? [] : ["minimum"]),
        ...(shape.maximum === null ? [] : ["maximum"]),
      );
    case "enum":
      return own("enum");
    case "array":
      return [...own("type"), ...keywordsOf(shape.items)];
    case "object":
      return [
        ...own("type", ...(shape.properties.some((property) => property.isRequired) ? ["required"] : [])),
        ...shape.properties.flatMap((property) => keywordsOf(property.shape)),
      ];
    case "any-of":
      return [...own("anyOf"), ...shape.options.flatMap(keywordsOf)];
    default:
      return assertNever(shape);
  }
};

/** The keywords that a value meets: those of each place of the shape that the value reaches. */
const met = (shape: Shape, value: Json, pointers: Set<string>): void => {
  const add = (keyword: string) => pointers.add(`${shape.pointer}/${keyword}`);
  switch (shape.kind) {
    case "any-of":
      add("anyOf");
      for (const option of shape.options) met(option, value, pointers);
      return;
    case "enum":
      add("enum");
      return;
    case "integer":
      add("type");
      if (typeof value === "number" && shape.minimum !== null) add("minimum");
      if (typeof value === "number" && shape.maximum !== null) add("maximum");
      return;
    case "array":
      add("type");
      if (Array.isArray(value)) for (const member of value) met(shape.items, member, pointers);
      return;
    case "object":
      add("type");
      if (!isObject(value)) return;
      if (shape.properties.some((property) => property.isRequired)) add("required");
      for (const { name, shape: member } of shape.properties) {
        const own = Object.hasOwn(value, name) ? value[name] : undefined;
        if (own !== undefined) met(member, own, pointers);
      }
      return;
    default:
      add("type");
  }
};

/** Counts, keyword by keyword, what the requests of a run put to the test. */
export class Coverage {
  readonly #shape: Shape;
  readonly #hits: Map<string, { valid: number; invalid: number }>;

  constructor(shape: Shape) {
    this.#shape = shape;
    this.#hits = new Map(keywordsOf(shape).map((pointer) => [pointer, { valid: 0, invalid: 0 }]));
  }

  add(reading: Reading): void {
    for (const { pointer, isValid } of this.hitsOf(reading)) {
      const hits = this.#hits.get(pointer);
      if (hits === undefined) continue;
      if (isValid) hits.valid += 1;
      else hits.invalid += 1;
    }
  }

  /** The keywords that one request meets, each with whether it satisfies them. */
  hitsOf({ expectation }: Reading): readonly { readonly pointer: string; readonly isValid: boolean }[] {
    if (expectation.kind === "tolerance") return [];
    const broken = new Set(expectation.kind === "refusal" ? expectation.faults.map((fault) => fault.keyword) : []);
    const pointers = new Set<string>();
    met(this.#shape, expectation.json, pointers);
    return [...pointers].map((pointer) => ({ pointer, isValid: !broken.has(pointer) }));
  }

  get keywords(): readonly KeywordHits[] {
    return [...this.#hits].map(([pointer, hits]) => ({ pointer, ...hits }));
  }
}
