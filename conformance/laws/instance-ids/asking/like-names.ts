import fc from "fast-check";
import type { CvmId } from "../../../cases/cvm-id.ts";
import type { SeenCvm } from "../../../cases/knowledge.ts";
import { uuidSpellings } from "../../../generate/uuid-spellings.ts";
import { freshHex } from "./unknown-names.ts";

/** A name of a CVM, one or two that are like it and not the same, in one way, and so are no names of that CVM. */
export interface LikeNames {
  readonly name: string;
  readonly like: readonly string[];
}

/** Makes names like one of a CVM's out of forty hex digits; null where the CVM has none of that form. `taken`: the numbers of all CVMs that were seen. */
type Likeness = (cvm: SeenCvm, hex: string, taken: ReadonlySet<string>) => LikeNames | null;

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

/** Ways of being like a name, the plainest first. A text is drawn twice, for a CVM may go by any one text, and by no two that are drawn. */
const LIKENESSES: readonly Likeness[] = [
  ofNumber((number, texts) => texts.map((text) => `${number}${text}`)),
  ofNumber((number, texts) => texts.map((text) => `${number} ${text}`)),
  ofNumber((number, texts) => texts.map((text) => `${number},${text}`)),
  ofNumber((number, texts) => texts.map((text) => `${text}${number}`)),
  ofNumber((number, texts) => texts.map((text) => `${text}-${number}`)),
  ofNumber((number, _, hex) =>
    [hex.slice(0, 5), hex.slice(5, 10)].map((part, at) => `${number}.${at + 1}${Number.parseInt(part, 16)}`),
  ),
  ofNumber((number) => [`-${number}`]),
  ofNumber((number) => [`+${number}`]),
  ofNumber((number) => [`0${number}`]),
  ofNumber((number) => [` ${number}`, `${number} `]),
  beside(1),
  beside(-1),
  wrappedAt(32n),
  wrappedAt(64n),
  ofUuid((uuid, texts) => texts.map((text) => `${uuid}${text}`)),
  ofUuid((uuid, texts) => texts.map((text) => `${text}${uuid}`)),
  ofUuid((uuid) => [1, 2].map((by) => otherDigit(uuid, uuid.length - 1, by))),
  ofUuid((uuid) => [1, 2].map((by) => otherDigit(uuid, 0, by))),
  ofUuid((uuid) => [24, 28].map((at) => `${uuid.slice(0, at)}%`)),
  ofUuid((uuid) => [28, 30].map((at) => `${uuid.slice(0, at)}_${uuid.slice(at + 1)}`)),
  ofUuid((uuid) => [8, 13].map((at) => uuid.slice(0, at))),
];

const numberOf = ({ cvmId }: { readonly cvmId: CvmId }): string => String(cvmId);

/** Names of one of some CVMs that were seen, with others that are like them; null where none was seen. `all` are those that any key sees. */
export const likeNames = (seen: readonly SeenCvm[], all: readonly SeenCvm[]): fc.Arbitrary<LikeNames> | null => {
  const taken = new Set(all.map(numberOf));
  const ways = LIKENESSES.flatMap((likeness) => {
    const able = seen.filter((cvm) => likeness(cvm, "", taken) !== null);
    if (able.length === 0) return [];
    return [
      fc
        .tuple(fc.constantFrom(...able), freshHex)
        .map(([cvm, hex]): LikeNames => likeness(cvm, hex, taken) ?? { name: numberOf(cvm), like: [] }),
    ];
  });
  return ways.length === 0 ? null : fc.oneof(...ways);
};
