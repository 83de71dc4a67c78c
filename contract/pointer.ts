import { isObject } from "./json.ts";

/** Writes one reference token so that it can stand in a JSON Pointer. Source: RFC 6901 section 3. */
export const escapeToken = (token: string): string => token.replaceAll("~", "~0").replaceAll("/", "~1");

const unescapeToken = (token: string): string => token.replaceAll("~1", "/").replaceAll("~0", "~");

/** A JSON Pointer to `tokens`, in string form: `""` is the whole document. Source: RFC 6901 section 3. */
export const pointerTo = (...tokens: readonly (string | number)[]): string =>
  tokens.map((token) => `/${escapeToken(String(token))}`).join("");

/** The reference tokens of a JSON Pointer in string form. Source: RFC 6901 section 4. */
export const tokensOf = (pointer: string): readonly string[] => pointer.split("/").slice(1).map(unescapeToken);

/**
 * The value that a JSON Pointer names, or `undefined` where nothing is there.
 * Source: RFC 6901 section 4.
 */
export const valueAt = (document: unknown, pointer: string): unknown => {
  let value: unknown = document;
  for (const token of tokensOf(pointer)) {
    if (Array.isArray(value)) value = value[Number(token)];
    else if (isObject(value) && Object.hasOwn(value, token)) value = value[token];
    else return undefined;
  }
  return value;
};
