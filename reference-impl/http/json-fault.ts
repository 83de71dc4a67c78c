/** What is wrong with a text that is not JSON, and where: an offset in characters (UTF-16 code units). */
export interface JsonFault {
  readonly at: number;
  readonly problem: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FIRST_PRINTABLE = 0x20;

/** How far a sticky pattern reaches from an offset; the offset itself where it does not match there. */
const reach = (pattern: RegExp, text: string, at: number): number => {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
};

/** Reads a string that starts at `at`; gives the offset behind it, or the fault. */
const stringEnd = (text: string, at: number): number | JsonFault => {
  const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
  let next = at + 1;
  for (;;) {
    const unit = text.charCodeAt(next);
    if (Number.isNaN(unit)) return { at, problem: "Unterminated string" };
    if (unit === QUOTE) return next + 1;
    if (unit < FIRST_PRINTABLE) return { at: next, problem: "Invalid control character" };
    if (unit === BACKSLASH) {
      const end = reach(escaped, text, next);
      if (end === next) return { at: next, problem: "Invalid escape" };
      next = end;
    } else next += 1;
  }
};

/**
 * Finds the first fault of a text that `JSON.parse` refuses, or null where it finds none. Keeps its own stack, so that no depth
 * is too deep for it. Source: RFC 8259.
 */
export const findJsonFault = (text: string): JsonFault | null => {
  const space = /[ \t\n\r]+/y;
  const scalar = /true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
  const closers: ("}" | "]")[] = [];
  let at = reach(space, text, 0);
  let expects: "value" | "value or ]" | "key" | "key or }" | "comma or end" = "value";

  for (;;) {
    const character = text[at];
    if (expects === "comma or end") {
      const closer = closers.at(-1);
      if (closer === undefined) return character === undefined ? null : { at, problem: "Extra data" };
      if (character === closer) closers.pop();
      else if (character === ",") expects = closer === "}" ? "key" : "value";
      else return { at, problem: `Expecting ',' or '${closer}'` };
      at += 1;
    } else if (expects === "key or }" && character === "}") {
      closers.pop();
      expects = "comma or end";
      at += 1;
    } else if (expects === "key" || expects === "key or }") {
      if (character !== '"') return { at, problem: "Expecting property name enclosed in double quotes" };
      const end = stringEnd(text, at);
      if (typeof end !== "number") return end;
      at = reach(space, text, end);
      if (text[at] !== ":") return { at, problem: "Expecting ':'" };
      expects = "value";
      at += 1;
    } else if (expects === "value or ]" && character === "]") {
      closers.pop();
      expects = "comma or end";
      at += 1;
    } else if (character === "{" || character === "[") {
      closers.push(character === "{" ? "}" : "]");
      expects = character === "{" ? "key or }" : "value or ]";
      at += 1;
    } else {
      const end = character === '"' ? stringEnd(text, at) : reach(scalar, text, at);
      if (typeof end !== "number") return end;
      if (end === at) return { at, problem: "Expecting value" };
      expects = "comma or end";
      at = end;
    }
    at = reach(space, text, at);
  }
};
