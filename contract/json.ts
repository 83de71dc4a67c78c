/** A JSON value (RFC 8259), as `JSON.parse` gives it. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

/** A JSON object: its own enumerable keys, `__proto__` included where the text had one. */
export interface JsonObject {
  readonly [key: string]: Json;
}

/** Whether a value that came from outside is an object with keys (not null, not an array). */
export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether a JSON value is an object (the typed sibling of `isObject`). */
export const isJsonObject = (value: Json): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
