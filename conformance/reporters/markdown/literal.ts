import { printable, printableLines } from "../printable.ts";

/** An invisible character that keeps `@name` and `#1` from reaching a person or an issue. */
const APART = "\u200b";

/** A text on one line of Markdown that shows as it is: no markup, no HTML, no link, and nobody is mentioned. */
export const literal = (text: string): string =>
  printable(text.replaceAll(/\s+/g, " "))
    .replace(/[^\p{L}\p{N}\p{M} .,;()'"/=?%+-]|(?<=www)\./giu, (char) => `&#${char.codePointAt(0) ?? 0};`)
    .replaceAll(/&#(?:64|35);/g, (entity) => `${entity}${APART}`);

/** A block of text that shows as it is, whatever it holds: its fence is longer than any in it. */
export const fenced = (text: string, language = "text"): string => {
  let longest = 2;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${printableLines(text)}\n${fence}`;
};
