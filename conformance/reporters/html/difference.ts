import { diffWordsWithSpace } from "diff";
import { type Html, html } from "./markup.ts";

/** Texts that have less in common are clearer side by side than with their few common words marked. */
const LEAST_IN_COMMON = 0.35;

/** Longer ones are not compared: it takes long, and nobody reads it. */
const MAX_CHARS = 4_000;
const MAX_EDITS = 400;

/** Two texts, in each of which is marked what the other has not. */
export interface Difference {
  readonly expected: Html;
  readonly actual: Html;
}

/** Shows in what two texts differ, word by word, or leaves them unmarked where they have little in common. */
export const differenceOf = (expected: string, actual: string): Difference => {
  const unmarked = { expected: html`${expected}`, actual: html`${actual}` };
  if (expected.length + actual.length > MAX_CHARS) return unmarked;
  const changes = diffWordsWithSpace(expected, actual, { maxEditLength: MAX_EDITS });
  if (changes === undefined) return unmarked;
  const common = changes.filter(({ added, removed }) => !added && !removed).map(({ value }) => value.trim());
  if (common.join("").length < LEAST_IN_COMMON * Math.max(expected.length, actual.length)) return unmarked;
  const marked = (side: "added" | "removed") =>
    changes
      .filter((change) => change[side] || (!change.added && !change.removed))
      .map((change) => (change[side] ? html`<mark class="${side}">${change.value}</mark>` : html`${change.value}`));
  return { expected: html`${marked("removed")}`, actual: html`${marked("added")}` };
};
