import { applyEdits, format } from "jsonc-parser";

/** What nests deeper gets more spaces than anybody scrolls through: their number grows with the square. */
const MAX_DEPTH = 64;

/** Character by character: a pattern over millions of them can end the stack. */
const nestsDeeper = (text: string): boolean => {
  let depth = 0;
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** JSON with a member a line, its numbers, strings and repeated members as they were sent; any other text as it is. */
export const indentedJson = (text: string): string =>
  nestsDeeper(text) || !isJson(text)
    ? text
    : applyEdits(text, format(text, undefined, { insertSpaces: true, tabSize: 2, eol: "\n" }));
