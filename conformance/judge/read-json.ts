import { isJsonObject, type Json } from "../../contract/index.ts";
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

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

const isNested = (value: Json): boolean => typeof value === "object" && value !== null;

/** Whether a number may have been rounded so that an integer was lost: smaller integers are doubles, each its own. */
const isWide = (value: Json): boolean => typeof value === "number" && Math.abs(value) > Number.MAX_SAFE_INTEGER;

/** Whether a number of a value is wide. Cheap beside parsing, and no recursion: answers may nest deep. */
const hasWide = (root: Json): boolean => {
  if (isWide(root)) return true;
  const open = [root];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    const members = isList(value) ? value : isJsonObject(value) ? Object.values(value) : [];
    for (const member of members) {
      if (isWide(member)) return true;
      if (isNested(member)) open.push(member);
    }
  }
  return false;
};

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
  if (!hasWide(plain)) return { exact: plain, rounded: plain };
  try {
    const exact = JSON.parse(text, exactly);
    const rounded: Json = JSON.parse(text, finitely);
    return { exact, rounded };
  } catch (error) {
    if (error instanceof RangeError) return { exact: plain, rounded: plain };
    throw error;
  }
};
