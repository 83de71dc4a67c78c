/** What a target sent, made harmless for a terminal: control characters (escape sequences among them) are shown, not sent. */
export const printable = (text: string): string =>
  text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (char) => `\\u${(char.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`);

/** At most `length` characters of a text, with its middle left out and counted where it is longer. */
export const abridged = (text: string, length: number): string => {
  if (text.length <= length) return text;
  const head = Math.ceil(length * 0.7);
  const tail = length - head;
  return `${text.slice(0, head)} … ${text.length - length} characters … ${text.slice(text.length - tail)}`;
};
