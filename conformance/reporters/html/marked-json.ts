import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { tokensOf } from "../../../contract/index.ts";
import { type Html, html } from "./markup.ts";

/** A part of a text, from its first character to the one after its last. */
interface Span {
  readonly from: number;
  readonly to: number;
}

/** The value at a pointer with its name, or where that is left out what should have it; null for the whole text, which marks nothing. */
const placeAt = (root: Node, pointer: string): Span | null => {
  const path = tokensOf(pointer);
  let node: Node | undefined;
  for (let length = path.length; length > 0 && node === undefined; length -= 1) {
    // A number is an index in a list, and a name in an object.
    let at: Node | undefined = root;
    for (const token of path.slice(0, length))
      at = at === undefined ? at : findNodeAtLocation(at, [at.type === "array" ? Number(token) : token]);
    node = at;
  }
  if (node === undefined) return null;
  const { offset, length } = node.parent?.type === "property" ? node.parent : node;
  return { from: offset, to: offset + length };
};

/** The places in order, those within others left out. */
const apart = (places: readonly Span[]): readonly Span[] => {
  const kept: Span[] = [];
  for (const place of places.toSorted((one, other) => one.from - other.from || other.to - one.to))
    if (place.to > (kept.at(-1)?.to ?? 0)) kept.push(place);
  return kept;
};

/** JSON with the places marked that pointers lead to, by a word too for those who see no colour; text that is no JSON as it is. */
export const markedJson = (text: string, pointers: readonly string[]): Html => {
  const root = pointers.length === 0 ? undefined : parseTree(text);
  if (root === undefined) return html`${text}`;
  const places = apart(pointers.flatMap((pointer) => placeAt(root, pointer) ?? []));
  let shownTo = 0;
  const parts = places.map(({ from, to }) => {
    const end = text[to] === "," ? to + 1 : to;
    const before = text.slice(shownTo, from);
    shownTo = end;
    return html`${before}<mark class="place">${text.slice(from, to)}</mark>${text.slice(to, end)}<span class="pointing"> ← broken here</span>`;
  });
  return html`${parts}${text.slice(shownTo)}`;
};
