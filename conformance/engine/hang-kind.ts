import { alike, includesAll, type TraitCodes } from "./trait-codes.ts";

/** What requests have in them that were answered. */
const MOST_KEPT = 2_000;

/**
 * Knows what requests had in them that were answered. What it is told of is looked into only where somebody asks, for most servers never hang.
 */
export class AnsweredTraits {
  readonly #known = new Set<string>();
  #unread: (() => TraitCodes)[] = [];
  #isRead = false;

  /** Takes down that a request was answered which has these traits. */
  add(traits: () => TraitCodes): void {
    if (this.#isRead) for (const trait of traits()) this.#known.add(trait);
    else if (this.#unread.length < MOST_KEPT) this.#unread.push(traits);
  }

  /** Of these traits those that nothing had that was answered. */
  novel(traits: TraitCodes): readonly string[] {
    for (const unread of this.#unread) for (const trait of unread()) this.#known.add(trait);
    this.#unread = [];
    this.#isRead = true;
    return [...traits].filter((trait) => !this.#known.has(trait));
  }
}

/** Requests that hang, as one of them was seen to do. */
export interface HangKind {
  /** What is common to them: something that nothing had that was answered, or else all that the one had in it. */
  readonly codes: TraitCodes;
  readonly isNovel: boolean;
  /** When the first of them was sent, in milliseconds of a clock that only goes forward. */
  readonly sinceMs: number;
  /** Whether that one was answered late. */
  readonly cameLate: Promise<boolean>;
  /** How many requests with these very codes hung, and how many were answered. */
  hangs: number;
  answers: number;
}

/** The codes of the kind of a request that hung. */
export const kindCodes = (traits: TraitCodes, answered: AnsweredTraits): Pick<HangKind, "codes" | "isNovel"> => {
  const novel = answered.novel(traits);
  return novel.length === 0 ? { codes: traits, isNovel: false } : { codes: alike(novel), isNovel: true };
};

/** Whether a request with these traits is of a kind. */
export const isOfKind = ({ codes, isNovel }: HangKind, traits: TraitCodes, answered: AnsweredTraits): boolean =>
  includesAll(isNovel ? alike(answered.novel(traits)) : traits, codes);
