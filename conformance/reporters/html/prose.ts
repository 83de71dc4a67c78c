import { type Html, html } from "./markup.ts";

/** A sentence of a law's, in which words between backticks are code. */
export const prose = (text: string): Html =>
  html`${text.split("`").map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part))}`;
