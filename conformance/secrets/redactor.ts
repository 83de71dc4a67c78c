import { needlesOf, type Secret } from "./needles.ts";
import { type Spared, wordSparer } from "./word-sparer.ts";
import { isIntroducer, SpelledText } from "./spelled-text.ts";

/** Takes secrets out of a text. */
export type Redact = (text: string) => string;

/** Shorter values are left alone: they would be found by chance in ordinary text, and are no secret worth the name. */
export const SHORTEST_SECRET = 8;

/** The beginning of a secret that is cut off there is hidden from so many characters on; one of so many is hidden wherever it stands. */
const SHORTEST_CUT = 8;
const SHORTEST_BEGINNING = 16;

interface Branch {
  readonly depth: number;
  readonly next: Map<number, Branch>;
  /** Of the secret that is read here to its end, or whose beginning this is. */
  readonly placeholder: string;
  isEnd: boolean;
}

const branch = (depth: number, placeholder: string): Branch => ({ depth, next: new Map(), placeholder, isEnd: false });

const treeOf = (secrets: readonly Secret[]): Branch => {
  const root = branch(0, "");
  for (const { text, placeholder } of secrets)
    for (const needle of needlesOf(text)) {
      let at = root;
      for (let index = 0; index < needle.length; index += 1) {
        const code = needle.charCodeAt(index);
        const next = at.next.get(code) ?? branch(index + 1, placeholder);
        at.next.set(code, next);
        at = next;
      }
      at.isEnd = true;
    }
  return root;
};

interface Match {
  readonly end: number;
  readonly placeholder: string;
}

interface Path {
  readonly at: number;
  readonly branch: Branch;
}

const isCutAt = (text: string, at: number): boolean => text.startsWith("…", at) || text.startsWith("...", at);

/** The longest secret that begins at a place of the text, or what is left there of one that was cut. */
const matchAt = (spelled: SpelledText, start: number, root: Branch): Match | null => {
  let match: Match | null = null;
  let paths: readonly Path[] = [{ at: start, branch: root }];
  let reached: readonly Path[] = [];
  while (paths.length > 0) {
    reached = paths;
    paths = reached.flatMap((path) =>
      spelled.readingsAt(path.at).flatMap(({ code, end }) => {
        const next = path.branch.next.get(code);
        return next === undefined ? [] : [{ at: end, branch: next }];
      }),
    );
    for (const { at, branch: found } of paths) if (found.isEnd) match = { end: at, placeholder: found.placeholder };
  }
  if (match !== null) return match;
  const beginning = reached.find(
    ({ at, branch: { depth } }) => depth >= SHORTEST_BEGINNING || (depth >= SHORTEST_CUT && isCutAt(spelled.text, at)),
  );
  return beginning === undefined ? null : { end: beginning.at, placeholder: beginning.branch.placeholder };
};

/** A quick look at the first two characters, which is all that most places need. */
const mayBegin = (text: string, at: number, root: Branch): boolean => {
  const first = text.charCodeAt(at);
  if (isIntroducer(first)) return true;
  const found = root.next.get(first);
  if (found === undefined) return false;
  const second = text.charCodeAt(at + 1);
  return isIntroducer(second) || found.next.has(second);
};

/** Words of our own, and which of their occurrences are left alone. */
interface OwnWords {
  readonly words: readonly string[];
  readonly spared: Spared;
}

/**
 * Makes a function that puts each secret's placeholder in its place, however it is spelled there. It takes linear time. Those of less than
 * eight characters are left alone, and so are those that only words of our own hold.
 */
export const createRedactor = (
  secrets: readonly Secret[],
  { words, spared }: OwnWords = { words: [], spared: "longer" },
): Redact => {
  const hidden = secrets.filter(({ text }) => text.length >= SHORTEST_SECRET);
  if (hidden.length === 0) return (text) => text;
  const root = treeOf(hidden);
  const isSpared = wordSparer(words, spared);
  return (text) => {
    const spelled = new SpelledText(text);
    const parts: string[] = [];
    let shownTo = 0;
    for (let at = 0; at < text.length; ) {
      const match = mayBegin(text, at, root) ? matchAt(spelled, at, root) : null;
      if (match === null || isSpared(text, at, match.end)) {
        at += 1;
        continue;
      }
      parts.push(text.slice(shownTo, at), match.placeholder);
      at = match.end;
      shownTo = at;
    }
    return shownTo === 0 ? text : [...parts, text.slice(shownTo)].join("");
  };
};
