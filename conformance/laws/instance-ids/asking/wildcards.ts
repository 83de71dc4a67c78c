/** Two patterns that match the same texts where `%` stands for any text, and are two names where it is a letter. */
type Pair = readonly [string, string];

const DIGITS = [..."0123456789"];
const LETTERS = [..."abcdefghijklmnopqrstuvwxyz"];

const ending = (end: string): Pair => [`%${end}`, `%%${end}`];
const beginning = (start: string): Pair => [`${start}%`, `${start}%%`];

/**
 * Patterns that some CVM's name is likely to match and no other's: names of a fleet often end in numbers. Those that match several may
 * be ambiguous.
 */
export const wildcards: readonly Pair[] = Object.freeze([
  ...DIGITS.flatMap((tens) => DIGITS.map((ones) => ending(`${tens}${ones}`))),
  ...[...DIGITS, ...LETTERS].map(ending),
  ...LETTERS.map(beginning),
  ...LETTERS.flatMap((letter): readonly Pair[] => [
    [`%${letter}_`, `%%${letter}_`],
    [`_${letter}%`, `_${letter}%%`],
  ]),
  ["%", "%%"],
]);
