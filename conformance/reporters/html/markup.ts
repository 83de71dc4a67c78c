import { printableLines } from "../printable.ts";

/** A piece of HTML that is safe to show: only `html` makes one, and `trusted` of what is our own. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: text is escaped, pieces are not, lists are joined, null is nothing. */
export type Content = string | number | Html | null | readonly Content[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

const escaped = (text: string): string => printableLines(text).replaceAll(/[&<>"']/g, (char) => entities[char] ?? "");

const textOf = (content: Content): string => {
  if (content === null) return "";
  if (content instanceof Html) return content.text;
  if (typeof content === "string" || typeof content === "number") return escaped(String(content));
  return content.map(textOf).join("");
};

/**
 * A template for HTML. Every text in it is escaped for the content of an element and for a quoted attribute, so attributes are to be
 * quoted; control characters are shown, not sent. Nothing else than these two places may hold a text.
 */
export const html = (strings: TemplateStringsArray, ...contents: readonly Content[]): Html =>
  new Html(strings.map((string, index) => `${string}${textOf(contents[index] ?? null)}`).join(""));

/** A text of our own as it stands: a stylesheet, a script. Never what came from a server. */
export const trusted = (text: string): Html => new Html(text);
