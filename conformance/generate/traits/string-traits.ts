import type { TraitKind } from "./trait.ts";

const LONGEST_ORDINARY = 255;
const MOST_64_BITS = 2n ** 63n - 1n;

/** What a careless reader may stumble over, by what shows it. */
const ODDITIES: readonly (readonly [TraitKind, RegExp])[] = [
  ["null-character", /\0/],
  ["control-character", /(?!\0)\p{Cc}/u],
  ["invisible-character", /\p{Cf}/u],
  ["percent", /%/],
  ["quote", /'/],
  ["double-quote", /"/],
  ["backslash", /\\/],
  ["beyond-ascii", /(?!\p{Cf})[^\p{ASCII}]/u],
  ["other-sign", /[!#$&()*+,/:;<=>?@[\]^`{|}~]/],
];

/** Words that mean something of their own to a programming language. */
const WORDS = /^(__proto__|constructor|toString|null|undefined|true|false|NaN)$/;

const IDENTIFIER = /^(\d+|[0-9a-f]{40}|(app|instance)_[0-9a-f]{40}|[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12})$/i;

const isBeyond64Bits = (text: string): boolean => {
  const digits = text.replace(/^0+/, "");
  // Of thousands of digits no number is made.
  return /^\d+$/.test(text) && (digits.length > 19 || BigInt(digits) > MOST_64_BITS);
};

/** What is particular about a string; nothing about a plain word. */
export const stringTraits = (text: string): readonly TraitKind[] => {
  if (text === "") return ["empty"];
  if (text.trim() === "" && !/\p{Cc}/u.test(text)) return ["blank"];
  const found = ODDITIES.flatMap(([kind, shows]): readonly TraitKind[] => (shows.test(text) ? [kind] : []));
  const isBeyond = isBeyond64Bits(text);
  if (text.length > LONGEST_ORDINARY) return [...found, ...(isBeyond ? (["beyond-64-bits"] as const) : []), "long"];
  if (isBeyond) return ["beyond-64-bits"];
  if (/^-\d+$/.test(text)) return ["negative"];
  if (/^(0x[0-9a-f]+|\d+e\d+|\d+\.\d+)$/i.test(text)) return ["odd-number"];
  if (WORDS.test(text)) return ["word-of-a-language"];
  return IDENTIFIER.test(text) ? ["identifier"] : found;
};
