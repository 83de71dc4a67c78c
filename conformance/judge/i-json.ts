import type { Json } from "../../contract/index.ts";
import type { Irregularity } from "../cases/expectation.ts";

/** Nesting up to this deep is well-formed. */
export const MAX_DEPTH = 64;

/** Bodies up to this long are well-formed. */
export const MAX_BODY_BYTES = 1024 * 1024;

/** What a body's bytes say: a JSON value, or why they say none, and in what they stray from I-JSON (RFC 7493). */
export interface BodyText {
  /** `undefined` where the text is not JSON. */
  readonly value: Json | undefined;
  readonly irregularities: readonly Irregularity[];
  /** A whole number is spelled with a fraction or an exponent, such as 1.0 or 1e0. */
  readonly hasIntegerAsFraction: boolean;
  /** The text ends inside a string, list or object, so that no reader, however lenient, finds a whole value in it. */
  readonly isCutShort: boolean;
}

const BACKSLASH = 0x5c;
const QUOTE = 0x22;
/** 2^-1022: a double nearer to zero than this holds fewer digits. */
const MIN_NORMAL = 2.2250738585072014e-308;

const lenientDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = new TextDecoder("utf-8", { fatal: true });

const endOfString = (text: string, start: number): number => {
  let at = start + 1;
  while (at < text.length && text.charCodeAt(at) !== QUOTE) at += text.charCodeAt(at) === BACKSLASH ? 2 : 1;
  return at + 1;
};

/** How the brackets of text that is not JSON nest, as far as that can be told: counted outside double-quoted strings. */
const nestingOf = (text: string): { readonly isCutShort: boolean; readonly isTooDeep: boolean } => {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    if (char === '"') {
      at = endOfString(text, at) - 1;
      if (at >= text.length) return { isCutShort: true, isTooDeep: deepest > MAX_DEPTH };
    } else if (char === "{" || char === "[") depth += 1;
    else if (char === "}" || char === "]") depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return { isCutShort: depth > 0, isTooDeep: deepest > MAX_DEPTH };
};

const isImprecise = (literal: string): boolean => {
  const value = Number(literal);
  if (/^-?\d+$/.test(literal)) return !Number.isSafeInteger(value);
  const digits = literal.replace(/[eE].*$/, "").replace(/^-?0*\.?0*|\./g, "");
  if (!Number.isFinite(value) || (Math.abs(value) < MIN_NORMAL && digits !== "")) return true;
  if (Number.isInteger(value) && Math.abs(value) > Number.MAX_SAFE_INTEGER) return true;
  // A double holds 15 significant decimal digits whatever they are; a reader with decimals would see more than that.
  return digits.length > 15;
};

const isIntegerAsFraction = (literal: string): boolean => /[.eE]/.test(literal) && Number.isInteger(Number(literal));

interface Frame {
  readonly keys: Set<string> | null;
  expectsKey: boolean;
}

interface Scan extends Pick<BodyText, "hasIntegerAsFraction"> {
  readonly found: ReadonlySet<Irregularity>;
}

/** Walks text that is known to be JSON once, without recursion. */
const scan = (text: string): Scan => {
  const found = new Set<Irregularity>();
  let hasIntegerAsFraction = false;
  const frames: Frame[] = [];
  if (/\p{NChar}/u.test(text)) found.add("noncharacter");
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at];
    const frame = frames.at(-1);
    if (char === "{" || char === "[") {
      frames.push({ keys: char === "{" ? new Set() : null, expectsKey: char === "{" });
      if (frames.length > MAX_DEPTH) found.add("too-deep");
    } else if (char === "}" || char === "]") frames.pop();
    else if (char === ",") {
      if (frame?.keys) frame.expectsKey = true;
    } else if (char === '"') {
      const end = endOfString(text, at);
      const raw = text.slice(at, end);
      const isPlain = !raw.includes("\\");
      const string = isPlain ? raw.slice(1, -1) : String(JSON.parse(raw));
      if (!isPlain && !string.isWellFormed()) found.add("lone-surrogate");
      if (!isPlain && /\p{NChar}/u.test(string)) found.add("noncharacter");
      if (frame?.keys && frame.expectsKey) {
        if (frame.keys.has(string)) found.add("duplicate-keys");
        frame.keys.add(string);
        frame.expectsKey = false;
      }
      at = end - 1;
    } else if (char !== undefined && (char === "-" || (char >= "0" && char <= "9"))) {
      const literal = /[-+.\deE]+/y;
      literal.lastIndex = at;
      const number = literal.exec(text)?.[0] ?? char;
      if ((number.length > 15 || /e/i.test(number)) && isImprecise(number)) found.add("imprecise-number");
      hasIntegerAsFraction ||= isIntegerAsFraction(number);
      at += number.length - 1;
    }
  }
  return { found, hasIntegerAsFraction };
};

const parse = (text: string): Json | undefined => {
  try {
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

const isUtf8 = (bytes: Uint8Array): boolean => {
  try {
    strictDecoder.decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Reads a body's bytes as JSON and says in what they stray from I-JSON. Source: RFC 7493 sections 2.1 to 2.4, RFC 8259. */
export const readBodyText = (bytes: Uint8Array): BodyText => {
  const irregularities: Irregularity[] = [];
  if (bytes.length > MAX_BODY_BYTES) irregularities.push("too-large");
  let text = lenientDecoder.decode(bytes);
  if (text.startsWith("\uFEFF")) {
    irregularities.push("byte-order-mark");
    text = text.slice(1);
  }
  if (text.includes("\uFFFD") && !isUtf8(bytes)) irregularities.push("invalid-utf-8");
  const value = parse(text);
  if (value !== undefined) {
    const { found, hasIntegerAsFraction } = scan(text);
    return { value, irregularities: [...irregularities, ...found], hasIntegerAsFraction, isCutShort: false };
  }
  const { isCutShort, isTooDeep } = nestingOf(text);
  irregularities.push("malformed-json");
  if (isTooDeep) irregularities.push("too-deep");
  return { value, irregularities, hasIntegerAsFraction: false, isCutShort };
};
