import fc from "fast-check";

/** A way to spell a text. `pick` gives a number from 0 to 1 for each choice that there is. */
type Spelling = (text: string, pick: () => number) => string;

const hex = (code: number, width: number, pick: () => number): string =>
  [...code.toString(16).padStart(width, "0")].map((digit) => (pick() < 0.5 ? digit : digit.toUpperCase())).join("");

/** Spells some of the characters, and those that have to be. */
const some =
  (mustBe: RegExp, spell: (code: number, pick: () => number) => string): Spelling =>
  (text, pick) =>
    [...text].map((char) => (mustBe.test(char) || pick() < 0.3 ? spell(char.charCodeAt(0), pick) : char)).join("");

const NAMES: Readonly<Record<string, string>> = {
  "&": "amp",
  "<": "lt",
  ">": "gt",
  '"': "quot",
  "'": "apos",
  "/": "sol",
  "+": "plus",
  "=": "equals",
  "%": "percnt",
  "\\": "bsol",
};

const entity = (code: number, pick: () => number): string => {
  const name = NAMES[String.fromCharCode(code)];
  if (name !== undefined && pick() < 0.5) return `&${name};`;
  return pick() < 0.5 ? `&#${code};` : `&#${pick() < 0.5 ? "x" : "X"}${hex(code, 2, pick)};`;
};

const json: Spelling = (text, pick) => {
  const plain = JSON.stringify(text).slice(1, -1);
  return pick() < 0.5 ? plain : plain.replaceAll("/", "\\/");
};

const spellings: readonly Spelling[] = [
  json,
  some(/["\\/]/, (code, pick) => `\\u${hex(code, 4, pick)}`),
  some(/[^\w.~-]/, (code, pick) => `%${hex(code, 2, pick)}`),
  some(/[&<>"']/, entity),
];

/** One spelling, together with the choices that it makes. */
export const SPELLINGS = fc.record({
  which: fc.nat({ max: spellings.length - 1 }),
  picks: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 40 }),
});

/** A text, spelled by one way after another. */
export const spelledBy = (
  text: string,
  chain: readonly { readonly which: number; readonly picks: readonly number[] }[],
): string =>
  chain.reduce((spelled, { which, picks }) => {
    let picked = 0;
    const pick = (): number => {
      picked += 1;
      return picks[picked % picks.length] ?? 0;
    };
    return spellings[which]?.(spelled, pick) ?? spelled;
  }, text);

const ascii = fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code));

/** A secret as a header can carry it: printable ASCII, its awkward characters often. */
export const secretText = fc.string({
  unit: fc.oneof(ascii, fc.constantFrom(..."/\\%&+='\"<>")),
  minLength: 8,
  maxLength: 40,
});

/** What may stand around a secret: the beginnings of spellings, too. */
export const embedded = fc.record({
  before: fc.string({ unit: fc.oneof(ascii, fc.constantFrom(..."\\%&'{\" ")), maxLength: 20 }),
  after: fc.string({ unit: fc.oneof(ascii, fc.constantFrom(..."\\%&'}\" ")), maxLength: 20 }),
});
