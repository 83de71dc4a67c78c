import fc from "fast-check";
import type { CvmId } from "../../../cases/cvm-id.ts";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import { thinnedList } from "../../../generate/thinned-list.ts";
import { uuidSpellings } from "../../../generate/uuid-spellings.ts";
import { inScript } from "../reading/likeness-of.ts";
import { freshHex } from "./unknown-names.ts";

/** A name of a CVM, and two lists of others that are like it and not the same, each in its own way. What is in both is no name of that CVM. */
export interface LikeNames {
  readonly name: string;
  readonly lists: readonly [readonly string[], readonly string[]];
}

/** A name of a CVM, and one or two that are like it in one way. */
interface Like {
  readonly name: string;
  readonly like: readonly string[];
}

/** Makes names like one of a CVM's out of forty hex digits; null where the CVM has none of that form. `taken`: the numbers of all CVMs that were seen. */
type Likeness = (cvm: SeenCvm, hex: string, taken: ReadonlySet<string>) => Like | null;

/** Letters that are no hex digits, so that they go on with no number and no id. */
const lettersOf = (hex: string): string =>
  hex.replaceAll(/./g, (digit) => "ghijklmnopqrstuv"[Number.parseInt(digit, 16)] ?? "g");

/** Two texts that differ, of eight characters each. */
const twoOf = (hex: string): readonly [string, string] => {
  const letters = lettersOf(hex);
  return [`x${letters.slice(0, 7)}`, `y${letters.slice(7, 14)}`];
};

const ofNumber =
  (make: (number: string, texts: readonly [string, string], hex: string) => readonly string[]): Likeness =>
  ({ cvmId }, hex) => ({ name: String(cvmId), like: make(String(cvmId), twoOf(hex), hex) });

const ofUuid =
  (make: (uuid: string, texts: readonly [string, string], hex: string) => readonly string[]): Likeness =>
  ({ identifier }, hex) =>
    uuidSpellings(identifier) === null ? null : { name: identifier, like: make(identifier, twoOf(hex), hex) };

/** Numbers beside a CVM's that nobody seen has: the nearest two on one side. */
const beside =
  (step: 1 | -1): Likeness =>
  ({ cvmId }, _, taken) => {
    const like = [1, 2].map((distance) => BigInt(cvmId) + BigInt(step * distance));
    return like.some((number) => number < 1n || taken.has(String(number)))
      ? null
      : { name: String(cvmId), like: like.map(String) };
  };

const wrappedAt = (bits: bigint): Likeness =>
  ofNumber((number) => [1n, 3n].map((times) => String(BigInt(number) + times * 2n ** bits)));

const otherDigit = (text: string, at: number, by: number): string => {
  const digit = Number.parseInt(text.charAt(at), 16);
  return `${text.slice(0, at)}${((digit + by) % 16).toString(16)}${text.slice(at + 1)}`;
};

/** Of these no reading makes the same number. A text is drawn twice, for a CVM may go by any one text, and by no two that are drawn. */
const OTHER_NUMBERS: readonly Likeness[] = [
  ofNumber((number, texts) => texts.map((text) => `${number}${text}`)),
  ofNumber((number, texts) => texts.map((text) => `${number} ${text}`)),
  ofNumber((number, texts) => texts.map((text) => `${number},${text}`)),
  ofNumber((number, texts) => texts.map((text) => `${text}${number}`)),
  ofNumber((number, texts) => texts.map((text) => `${text}-${number}`)),
  ofNumber((number, _, hex) =>
    [hex.slice(0, 5), hex.slice(5, 10)].map((part, at) => `${number}.${at + 1}${Number.parseInt(part, 16)}`),
  ),
  ofNumber((number) => [`-${number}`]),
  beside(1),
  beside(-1),
  wrappedAt(32n),
  wrappedAt(64n),
];

const OTHER_UUIDS: readonly Likeness[] = [
  ofUuid((uuid, texts) => texts.map((text) => `${uuid}${text}`)),
  ofUuid((uuid, texts) => texts.map((text) => `${text}${uuid}`)),
  ofUuid((uuid) => [1, 2].map((by) => otherDigit(uuid, uuid.length - 1, by))),
  ofUuid((uuid) => [1, 2].map((by) => otherDigit(uuid, 0, by))),
  ofUuid((uuid) => [24, 28].map((at) => `${uuid.slice(0, at)}%`)),
  ofUuid((uuid) => [28, 30].map((at) => `${uuid.slice(0, at)}_${uuid.slice(at + 1)}`)),
];

const hexOf = (number: string): string => BigInt(number).toString(16);

/** The same number to readers of number literals. Two spellings of each, for a CVM may go by any one text. */
const SAME_NUMBERS: readonly Likeness[] = [
  ofNumber((number) => [`0x${hexOf(number)}`, `0X0${hexOf(number)}`]),
  ofNumber((number) => [`0o${BigInt(number).toString(8)}`, `0b${BigInt(number).toString(2)}`]),
  ofNumber((number) => [`${number}.0`, `${number}.00`]),
  ofNumber((number) => [`${number}e0`, `${number.charAt(0)}.${number.slice(1)}0e${number.length - 1}`]),
  ofNumber((number) => [inScript(number, 0xff10), inScript(number, 0x660)]),
  ({ cvmId }) => {
    const number = String(cvmId);
    const like = [1, number.length - 1].map((at) => `${number.slice(0, at)}_${number.slice(at)}`);
    return number.length < 3 ? null : { name: number, like };
  },
];

const BEGINNINGS: readonly Likeness[] = [ofUuid((uuid) => [8, 13].map((at) => uuid.slice(0, at)))];

/** Likenesses that are tried together: one that a server may take for the name hides none of another group. */
interface Group {
  readonly weight: number;
  readonly ways: readonly Likeness[];
}

const GROUPS: readonly Group[] = [
  { weight: 4, ways: OTHER_NUMBERS },
  { weight: 3, ways: OTHER_UUIDS },
  { weight: 3, ways: SAME_NUMBERS },
  { weight: 1, ways: [ofNumber((number) => [`+${number}`])] },
  { weight: 1, ways: [ofNumber((number) => [`0${number}`])] },
  { weight: 1, ways: [ofNumber((number) => [` ${number}`, `${number} `])] },
  { weight: 1, ways: BEGINNINGS },
];

const numberOf = ({ cvmId }: { readonly cvmId: CvmId }): string => String(cvmId);

/** Names of one of some CVMs that were seen, with others that are like them; null where none was seen. `all` are those that any key sees. */
export const likeNames = (seen: readonly SeenCvm[], all: readonly SeenCvm[]): fc.Arbitrary<LikeNames> | null => {
  const taken = new Set(all.map(numberOf));
  const groups = GROUPS.flatMap(({ weight, ways }) => {
    const able = seen.filter((cvm) => ways.some((way) => way(cvm, "", taken) !== null));
    if (able.length === 0) return [];
    const arbitrary = fc
      .tuple(fc.constantFrom(...able), thinnedList(fc.constant(ways), 1), freshHex)
      .map(([cvm, some, hex]): LikeNames => {
        const found = some.flatMap((way) => way(cvm, hex, taken) ?? []);
        const [first] = found;
        return {
          name: first?.name ?? numberOf(cvm),
          lists: [found.flatMap(({ like }) => like.slice(0, 1)), found.flatMap(({ like }) => like.slice(-1))],
        };
      });
    return [{ weight, arbitrary }];
  });
  return groups.length === 0 ? null : fc.oneof({ withCrossShrink: false }, ...groups);
};
