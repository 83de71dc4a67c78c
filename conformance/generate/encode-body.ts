import { isJsonObject, type Json } from "../../contract/index.ts";
import type { BodyPlan, Damage, Spelling } from "../cases/request-plan.ts";

type JsonBody = Extract<BodyPlan, { kind: "json" }>;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);
/** 0xFF stands in no UTF-8 text. */
const NO_UTF8 = 0xff;
/** Deeper than recursive readers go. */
const BOTTOMLESS_DEPTH = 100_000;
const OVERSIZE_CHARS = 1024 * 1024 + 1024;
/** Python converts no integer of more than 4,300 digits. */
const ENDLESS_DIGITS = 5000;

const concat = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));

const withExponent = (digits: string): string => {
  const significant = digits.replace(/(?<=[1-9])0+$/, "");
  return `${significant}e${digits.length - significant.length}`;
};

const number = (value: number, spelling: Spelling): string => {
  const text = JSON.stringify(value);
  const isWhole = /^-?\d+$/.test(text);
  if (spelling === "floats" && isWhole) return `${text}.0`;
  return spelling === "exponents" && isWhole ? withExponent(text) : text;
};

const string = (value: string, spelling: Spelling): string =>
  spelling === "escaped"
    ? `"${[...Array(value.length).keys()].map((at) => `\\u${value.charCodeAt(at).toString(16).padStart(4, "0")}`).join("")}"`
    : JSON.stringify(value);

const write = (value: Json, spelling: Spelling): string => {
  const gap = spelling === "spaced" ? " \n\t" : "";
  if (typeof value === "number") return number(value, spelling);
  if (typeof value === "string") return string(value, spelling);
  if (Array.isArray(value)) {
    const members: readonly Json[] = value;
    return `[${gap}${members.map((member) => write(member, spelling)).join(`${gap},`)}]`;
  }
  if (!isJsonObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([key, member]) => `${gap}${string(key, spelling)}${gap}:${gap}${write(member, spelling)}`,
  );
  return `{${(spelling === "reordered" ? members.reverse() : members).join(",")}${gap}}`;
};

/** A JSON value as text in one of several spellings that all mean the same. Source: RFC 8259. */
export const spell = (value: Json, spelling: Spelling): string =>
  spelling === "plain" ? JSON.stringify(value) : write(value, spelling);

/** Puts a member in front of an object's members; a text that is no object gives way to it. */
const withMember = (text: string, member: string): string => {
  if (!text.startsWith("{")) return `{${member}}`;
  const rest = text.slice(1);
  return rest.trim() === "}" ? `{${member}}` : `{${member},${rest}`;
};

const withDuplicateKey = (value: Json, text: string): string => {
  if (!isJsonObject(value)) return text;
  const [first] = Object.entries(value);
  return first === undefined ? text : withMember(text, `${JSON.stringify(first[0])}:${JSON.stringify(first[1])}`);
};

/** Writes `literal` in place of an object's first number; an object without one gets it as an unknown member. */
const withNumber = ({ value, spelling }: JsonBody, text: string, literal: string): string => {
  if (!isJsonObject(value)) return text;
  const [name = "note"] = Object.entries(value).find(([, member]) => typeof member === "number") ?? [];
  const others = Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  return withMember(spell(others, spelling), `${string(name, spelling)}:${literal}`);
};

const damaged = (body: JsonBody, text: string, damage: Damage): Uint8Array => {
  switch (damage) {
    case "byte-order-mark":
      return concat(BYTE_ORDER_MARK, utf8(text));
    case "truncated":
      return utf8(text.slice(0, -1));
    case "invalid-utf-8": {
      const before = '{"note":"';
      return concat(utf8(before), Uint8Array.of(NO_UTF8), utf8(withMember(text, '"note":""').slice(before.length)));
    }
    case "trailing-garbage":
      return utf8(`${text}}`);
    case "lone-surrogate":
      return utf8(withMember(text, '"note":"\\ud800"'));
    case "duplicate-key":
      return utf8(withDuplicateKey(body.value, text));
    case "too-deep":
      return utf8(withMember(text, `"note":${"[".repeat(BOTTOMLESS_DEPTH)}${"]".repeat(BOTTOMLESS_DEPTH)}`));
    case "too-large":
      return utf8(withMember(text, `"note":"${"x".repeat(OVERSIZE_CHARS)}"`));
    case "number-beyond-doubles":
      return utf8(withNumber(body, text, "1e400"));
    case "number-below-doubles":
      return utf8(withNumber(body, text, "-1e400"));
    case "endless-integer":
      return utf8(withNumber(body, text, "9".repeat(ENDLESS_DIGITS)));
    case "not-a-number":
      return utf8(withMember(text, '"note":NaN'));
  }
};

/** The bytes of a planned body, or null where none is sent. The same plan gives the same bytes. */
export const encodeBody = (body: BodyPlan): Uint8Array | null => {
  if (body.kind === "none") return null;
  const text = spell(body.value, body.spelling);
  return body.damage === null ? utf8(text) : damaged(body, text, body.damage);
};
