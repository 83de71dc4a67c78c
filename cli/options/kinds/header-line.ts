import { secretsInHeader } from "../../../conformance/index.ts";
import { invalid, type Kind, valid } from "../kind.ts";

const LINE = /^([!#$%&'*+\-.^_`|~0-9A-Za-z]+):[ \t]*([!-~](?:[ -~]*[!-~])?)$/;

/** A whole header as text: `Name: value`. Source: RFC 9110 sections 5.1 and 5.5. */
export const headerLine: Kind<string> = {
  placeholder: "'NAME: VALUE'",
  isRepeatable: false,
  decode: (given) =>
    typeof given === "string" && LINE.test(given) ? valid(given) : invalid("a header such as 'X-Trace: on'"),
};

/** Header lines that `headerLine` accepted as one object; names in lower case, values of a repeated name joined by `, `. */
export const headersOf = (lines: readonly string[]): Readonly<Record<string, string>> => {
  const headers = new Map<string, string>();
  for (const line of lines) {
    const [, name = "", value = ""] = LINE.exec(line) ?? [];
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
};

/** The secret parts of a header line: its value, that without its scheme (`Bearer abc`, `abc`), and each cookie's. */
export const secretsInLine = (line: string): readonly string[] => {
  const [, name = "", value = ""] = /^([^:]*):[ \t]*(.*)$/s.exec(line) ?? [];
  return secretsInHeader(name, value);
};
