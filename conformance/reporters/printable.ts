/** What a target sent, made harmless for a terminal: control characters (escape sequences among them) are shown, not sent. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

/** Text of several lines made harmless in the same way; line feeds and tabs stay, so that it can be pasted. */
export const printableLines = (text: string): string =>
  text
    .split(/([\n\t])/)
    .map((part) => (part === "\n" || part === "\t" ? part : printable(part)))
    .join("");

/** Text in which a long run of one character is shown by its start and its length. */
const withRunsCounted = (text: string): string =>
  text.replace(/(.)\1{39,}/gsu, (run, char: string) => `${char.repeat(8)}…(${run.length / char.length} times)…`);

/** A text for a line or two: long runs of one character counted, and at most `length` characters, the middle left out. */
export const abridged = (whole: string, length: number): string => {
  const text = withRunsCounted(whole);
  if (text.length <= length) return text;
  const head = Math.ceil(length * 0.7);
  const tail = length - head;
  return `${text.slice(0, head)} … ${text.length - length} characters … ${text.slice(text.length - tail)}`;
};
