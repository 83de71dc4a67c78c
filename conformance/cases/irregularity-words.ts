import type { Irregularity } from "./expectation.ts";

const WORDS: Readonly<Record<Irregularity, string>> = {
  "other-method": "another method",
  "other-path": "another path",
  "other-operation": "the method and path of another operation",
  "no-body": "no body",
  "encoded-body": "a compressed body",
  "no-content-type": "no content type",
  "other-json-content-type": "another JSON content type (such as application/merge-patch+json)",
  "other-content-type": "a content type that is not JSON",
  "byte-order-mark": "a byte order mark before its JSON",
  "invalid-utf-8": "bytes that are not UTF-8",
  "malformed-json": "malformed JSON",
  "lone-surrogate": "half of a surrogate pair (\\ud800)",
  noncharacter: "a code point that stands for no character",
  "duplicate-keys": "the same key twice",
  "imprecise-number": "a number that no double can hold (such as 1e400)",
  "too-deep": "JSON that nests too deep",
  "too-large": "a body of more than 1 MiB",
};

/** What is odd about a request, in words that complete `a request with ...`. */
export const irregularityWords = (irregularities: readonly Irregularity[]): string =>
  irregularities.map((one) => WORDS[one]).join(" and ");
