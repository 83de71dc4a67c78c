import type { Knowledge } from "../cases/knowledge.ts";
import type { Feature, FeatureBook } from "./feature.ts";

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
/** A UUID, or what was made of one: cut short, gone on with, a character of it changed. */
const UUID_INSIDE = /[0-9a-f]{8}(-[0-9a-f_%]{2,12})+/gi;
const HEX = /^[0-9a-f]{16,}$/i;
/** Longer texts are told apart by their beginnings. */
export const MAX_FORM_CHARS = 24;

const capitals = (text: string): string => (/[A-F]/.test(text) ? " in capitals" : "");

/** The form of a text: which kinds of characters it has, in which order. */
const formOf = (text: string): string => {
  if (UUID.test(text)) return `uuid${capitals(text)}`;
  if (HEX.test(text) && /[a-f]/i.test(text)) return `${text.length} hex${capitals(text)}`;
  if (/^\d+$/.test(text))
    return `${text.length > 9 ? "long" : "short"} digits${text.startsWith("0") ? " after 0" : ""}`;
  return text
    .replaceAll(UUID_INSIDE, "u")
    .replaceAll(/[0-9a-f]{16,}/gi, "h")
    .slice(0, MAX_FORM_CHARS)
    .replaceAll(/\p{Lu}+/gu, "A")
    .replaceAll(/\p{Ll}+/gu, "a")
    .replaceAll(/\p{Nd}+/gu, "9");
};

/** What each name that the probe saw stands for: how its CVM was answered. */
const standingOf = ({ seen }: Knowledge): ReadonlyMap<string, string> => {
  const standing = new Map<string, string>();
  for (const [credential, cvms] of seen)
    for (const { cvmId, identifier, status, source, reason, oldInstanceId } of cvms)
      for (const name of [identifier, String(cvmId)])
        standing.set(
          name,
          `${credential}'s ${status}, ${reason}, ${source}, ${oldInstanceId === null ? "without" : "with"} an id`,
        );
  return standing;
};

/** What a text at a place has in it, whatever else its request chooses. */
export interface TextFeatures {
  readonly formed: Feature;
  /** How the CVM of that name was answered, or null. */
  readonly stands: Feature | null;
}

/** Says what texts have in them, each once: the same names come again and again. */
export const textFeatures = (knowledge: Knowledge, book: FeatureBook): ((at: string, text: string) => TextFeatures) => {
  const standing = standingOf(knowledge);
  const known = new Map<string, Map<string, TextFeatures>>();
  return (at, text) => {
    const there = known.get(at) ?? new Map<string, TextFeatures>();
    known.set(at, there);
    const before = there.get(text);
    if (before !== undefined) return before;
    const stands = standing.get(text);
    const made = {
      formed: book.single(`${at} ${formOf(text)}`),
      stands: stands === undefined ? null : book.single(`${at} ${stands}`),
    };
    there.set(text, made);
    return made;
  };
};
