/** Strings with half of a surrogate pair: no UTF-8 can be made of them, and JSON can spell them all the same. */
export const illFormedStrings: readonly string[] = Object.freeze(["\ud800", "no-such-cvm-\udfff"]);

/** Strings that break careless readers of identifiers. All are well-formed Unicode, so each is a valid JSON string. */
export const hostileStrings: readonly string[] = Object.freeze([
  "",
  " ",
  "\u0000",
  "a\u0000b",
  "\n",
  "%",
  "%00",
  "%s%n",
  "../..",
  "'; --",
  // The one before is well-formed where it is put between quotes; these are not.
  "it's",
  '"',
  "\\",
  "__proto__",
  "constructor",
  "null",
  "0",
  "-1",
  "1e3",
  "0x10",
  "99999999999999999999",
  "18446744073709551616",
  // Digits by Unicode, and no number for what takes digits for one; the other is a number of more digits than Python reads.
  "\u00B2",
  "9".repeat(5_000),
  "\u{1F9EA}",
  "é\u0301",
  "\u202Eid",
  // Neither blanks nor capitals nor a letter of two characters are to be lost from what is given back.
  " No-Such-CVMe\u0301 ",
  "x".repeat(10_000),
]);
