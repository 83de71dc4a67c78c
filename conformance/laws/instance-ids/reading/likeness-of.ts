/**
 * How a name that is no CVM's is like one that is. `same-value`: a lax reader of numbers and texts takes it for the same.
 * `same-number`: a reader of number literals does, as of hex and of exponents. `beginning`: it is cut short. Of the others no reading
 * makes the same name.
 */
export type LikenessKind = "same-value" | "same-number" | "beginning" | "longer" | "other-number" | "altered";

const NUMBER = /^-?\d+$/;

/** Without blanks around, a plus sign and leading zeros. */
const laxly = (text: string): string =>
  text
    .trim()
    .replace(/^\+(?=\d)/, "")
    .replace(/^0+(?=\d)/, "");

/** Where the digits of scripts that servers know begin: Arabic, Devanagari and full-width ones. */
const ZEROS = [0x660, 0x966, 0xff10];

const inAscii = (text: string): string =>
  text.replaceAll(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    const zero = ZEROS.find((start) => code >= start && code < start + 10);
    return zero === undefined ? digit : String(code - zero);
  });

/** A name's digits in the script whose zero is given. */
export const inScript = (number: string, zero: number): string =>
  number.replaceAll(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

/** The whole number that a literal stands for in one programming language or another, in decimal; null where it stands for none. */
const literalValue = (text: string): string | null => {
  const plain = inAscii(text).replaceAll(/(?<=[\da-f])_(?=[\da-f])/gi, "");
  if (/^0(x[\da-f]+|o[0-7]+|b[01]+)$/i.test(plain)) return String(BigInt(plain));
  const parts = /^0*(\d+)(?:\.(\d*))?(?:e\+?(\d{1,3}))?$/i.exec(plain);
  if (parts === null) return null;
  const [, whole = "", fraction = "", exponent = "0"] = parts;
  const digits = fraction.replace(/0+$/, "");
  const zeros = Number(exponent) - digits.length;
  return zeros < 0 ? null : `${whole}${digits}${"0".repeat(zeros)}`.replace(/^0+(?=\d)/, "");
};

/** How `like` is like `name`. */
export const likenessOf = (name: string, like: string): LikenessKind => {
  if (laxly(like) === name) return "same-value";
  if (NUMBER.test(name) && literalValue(like) === name) return "same-number";
  if (name.startsWith(like)) return "beginning";
  if (NUMBER.test(name) && NUMBER.test(like)) return "other-number";
  return like.includes(name) ? "longer" : "altered";
};
