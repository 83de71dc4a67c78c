/** The header that carries a key: what stands before it in its value, and after it. */
export interface KeyHeader {
  /** As people write it: `X-API-Key`. */
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/** What the official clients send. */
export const USUAL_KEY_HEADER: KeyHeader = Object.freeze({ name: "X-API-Key", before: "", after: "" });

/** The header as it is sent with a key, its name in lower case. */
export const headerWithKey = (
  { name, before, after }: KeyHeader,
  key: string,
): readonly [name: string, value: string] => [name.toLowerCase(), `${before}${key}${after}`.trim()];

/** The header as messages name it, the key left out: `X-API-Key`, `Authorization: Bearer`, `Cookie: session`. */
export const keyHeaderText = ({ name, before }: KeyHeader): string => {
  const words = before.replace(/[\s=]+$/, "");
  return words === "" ? name : `${name}: ${words}`;
};

const forDoubleQuotes = (text: string): string => text.replaceAll(/["$`\\]/g, "\\$&");

/** The header's value for the inside of double quotes in a POSIX shell; `key` is what stands for the key there. */
export const inShellQuotes = ({ before, after }: KeyHeader, key: string): string =>
  `${forDoubleQuotes(before)}${key}${forDoubleQuotes(after)}`.trim();
