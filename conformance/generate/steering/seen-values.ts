import { isObject } from "../../../contract/index.ts";
import type { Reading } from "../../cases/reading.ts";
import type { Shape } from "../schema-shape.ts";
import type { Learned } from "../valid-value.ts";
import { Sampler } from "./sampler.ts";

/** So many texts and so many numbers are remembered of all that was answered. */
const SAMPLE = 64;
/** Longer texts name nothing. */
const MAX_CHARS = 128;
/** Deeper is not looked. */
const MAX_DEPTH = 6;
/** Of a list so many members are looked at. */
const MAX_MEMBERS = 100;

/** The strings and integers of a shape: where values that were seen may be tried. */
const places = (shape: Shape, kind: "string" | "integer"): readonly string[] => {
  switch (shape.kind) {
    case "array":
      return places(shape.items, kind);
    case "object":
      return shape.properties.flatMap((property) => places(property.shape, kind));
    case "any-of":
      return shape.options.flatMap((option) => places(option, kind));
    default:
      return shape.kind === kind ? [shape.pointer] : [];
  }
};

const joined = (known: readonly string[], more: readonly string[]): readonly string[] => [
  ...new Set([...known, ...more]),
];

/** What answers held, sampled: texts that may name something, numbers at which a server may turn another way. */
export class SeenValues {
  readonly #texts: Sampler<string>;
  readonly #numbers: Sampler<number>;

  constructor(salt: string) {
    this.#texts = new Sampler(SAMPLE, salt);
    this.#numbers = new Sampler(SAMPLE, salt);
  }

  note({ outcome, answer }: Reading): void {
    if (outcome.kind === "response" && outcome.status === 200 && answer.kind === "json") this.#walk(answer.value, 0);
  }

  /** What was learned, and what was seen with it: each text wherever a string goes, each number and its neighbours wherever an integer goes. */
  joinedTo(learned: Learned, shape: Shape): Learned {
    const texts = this.#texts.values;
    const numbers = this.#numbers.values;
    const names = [...texts, ...numbers.map(String)];
    const bounds = numbers.flatMap((number) => [number - 1, number, number + 1]).map(String);
    return new Map([
      ...learned,
      ...places(shape, "string").map((at) => [at, joined(learned.get(at) ?? [], names)] as const),
      ...places(shape, "integer").map((at) => [at, joined(learned.get(at) ?? [], bounds)] as const),
    ]);
  }

  #walk(value: unknown, depth: number): void {
    if (depth > MAX_DEPTH) return;
    if (typeof value === "string") {
      // What is not well-formed could not be sent as JSON that another reader takes.
      if (value !== "" && value.length <= MAX_CHARS && value.isWellFormed()) this.#texts.add(value);
    } else if (typeof value === "number") {
      if (Number.isSafeInteger(value)) this.#numbers.add(value);
    } else if (typeof value === "bigint") {
      const digits = String(value);
      if (digits.length <= MAX_CHARS) this.#texts.add(digits);
    } else if (Array.isArray(value)) {
      for (const member of value.slice(0, MAX_MEMBERS)) this.#walk(member, depth + 1);
    } else if (isObject(value)) {
      for (const member of Object.values(value).slice(0, MAX_MEMBERS)) this.#walk(member, depth + 1);
    }
  }
}
