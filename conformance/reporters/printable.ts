/** What a target sent, made harmless for a terminal: control characters (escape sequences among them) are shown, not sent. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

/** Text of several lines made harmless in the same way; line feeds and tabs stay, so that it can be pasted. */
export const printableLines = (text: string): string =>
  text
    .split(/([\n\t])/)
    .map((part) => (part === "\n" || part === "\t" ? part : printable(part)))
    .join("");

const LONG_RUN = 40;

/** Text in which a long run of one character is shown by its start and its length. */
const withRunsCounted = (text: string): string => {
  // By hand, for a regular expression that remembers a character runs out of stack in a run of a few million.
  const parts: string[] = [];
  let shownTo = 0;
  for (let at = 0; at < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    let end = at + char.length;
    while (text.startsWith(char, end)) end += char.length;
    const times = (end - at) / char.length;
    if (times >= LONG_RUN) {
      parts.push(text.slice(shownTo, at), `${char.repeat(8)}…(${times} times)…`);
      shownTo = end;
    }
    at = end;
  }
  return [...parts, text.slice(shownTo)].join("");
};

/** A text for a line or two: long runs of one character counted, and at most `length` characters, the middle left out. */
export const abridged = (whole: string, length: number): string => {
  const text = withRunsCounted(whole);
  if (text.length <= length) return text;
  const head = Math.ceil(length * 0.7);
  const tail = length - head;
  return `${text.slice(0, head)} … ${text.length - length} characters … ${text.slice(text.length - tail)}`;
};
