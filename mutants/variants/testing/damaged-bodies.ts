const bytes = (...parts: readonly (string | number)[]): Buffer =>
  Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : Buffer.from([part]))));

/** An empty object behind a byte order mark. */
export const MARKED = bytes(0xef, 0xbb, 0xbf, "{}");

/** An object with a byte that stands in no UTF-8 text. */
export const NO_UTF_8 = bytes('{"a":"', 0xff, '"}');

/** An object with lists `depth` deep. */
export const deep = (depth: number): string => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;

/** An object of more than `size` bytes. */
export const long = (size: number): string => JSON.stringify({ a: "x".repeat(size) });
