import type { Json } from "../../contract/index.ts";
import type { ExactJson } from "../cases/exact-json.ts";

/** A JSON text read twice: with exact integers, and with doubles alone, as JSON Schema validators want it. */
export interface ReadJson {
  readonly exact: ExactJson;
  readonly rounded: Json;
}

/** What a reviver is told of a value. Source: ECMAScript, "JSON.parse source text access". */
interface Context {
  /** The text of a value that is no list and no object. */
  readonly source?: string;
}

declare global {
  interface JSON {
    parse(text: string, reviver: (key: string, value: ExactJson, context: Context) => ExactJson): ExactJson;
  }
}

/** A number so long, or with an exponent, may be an integer that a double rounds. Cheap, and right more often than not. */
const MAY_BE_ROUNDED = /(?:^|[:,[])\s*-?(?:[\d.]{16}|[\d.]*[eE])/;

/** An integer of more digits stays a double: nobody counts with it, and 1e999999999 is not to fill the memory. */
const MAX_DIGITS = 1_000;

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([-+]?\d+))?$/;

/** The integer that a number's text stands for, or null where it is no integer or has too many digits. */
const integerOf = (literal: string): bigint | null => {
  if (literal.length > MAX_DIGITS) return null;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = NUMBER.exec(literal) ?? [];
  const digits = `${whole}${fraction}`;
  const zeros = Number(exponent) - fraction.length;
  if (digits.length + zeros > MAX_DIGITS) return null;
  const end = digits.length + Math.min(zeros, 0);
  if (end <= 0 || /[^0]/.test(digits.slice(end))) return null;
  return BigInt(`${sign}${digits.slice(0, end)}${"0".repeat(Math.max(zeros, 0))}`);
};

const exactly = (_: string, value: ExactJson, { source }: Context): ExactJson =>
  typeof value !== "number" || Number.isSafeInteger(value) || source === undefined
    ? value
    : (integerOf(source) ?? value);

/** No JSON text says infinity: it is an integer that is beyond doubles. */
const finitely = (_: string, value: Json): Json =>
  value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY
    ? Math.sign(value) * Number.MAX_VALUE
    : value;

/**
 * Reads JSON text. Throws `SyntaxError` where it is none. Text that nests too deep to be read exactly (some thousand levels) is
 * read with doubles alone.
 */
export const readJson = (text: string): ReadJson => {
  const plain: Json = JSON.parse(text);
  if (!MAY_BE_ROUNDED.test(text)) return { exact: plain, rounded: plain };
  try {
    const exact = JSON.parse(text, exactly);
    const rounded: Json = JSON.parse(text, finitely);
    return { exact, rounded };
  } catch (error) {
    if (error instanceof RangeError) return { exact: plain, rounded: plain };
    throw error;
  }
};
