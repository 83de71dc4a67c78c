/** Two mutants whose bugs are put into one server. */
export type Pair = readonly [string, string];

/** Pairs of mutants most of which break one law alike: what tells them apart is what a request has to have in it. */
export const pairs: readonly Pair[] = [
  ["crash-on-percent", "crash-on-a-quote"],
  ["crash-on-a-quote", "crash-on-empty-id"],
  ["crash-on-empty-id", "crash-on-null-character"],
  ["crash-on-null-character", "crash-on-proto-name"],
  ["crash-on-proto-name", "crash-on-number-beyond-64-bits"],
  ["crash-on-number-beyond-64-bits", "crash-on-percent"],
  ["crash-on-percent", "crash-over-999-ids"],
  ["crash-over-999-ids", "crash-on-empty-id"],
  ["crash-on-deep-nesting", "crash-on-oversized-body"],
  ["crash-on-invalid-utf-8", "crash-on-deep-nesting"],
  ["crash-on-null-body", "crash-on-invalid-utf-8"],
  ["crash-on-null-body", "crash-on-percent"],
  ["crash-on-options", "crash-on-oversized-body"],
  ["crash-on-wrong-method", "crash-on-unknown-path"],
  ["crash-on-number-beyond-doubles", "crash-on-invalid-utf-8"],
  ["crash-on-number-beyond-doubles", "crash-on-a-quote"],
  ["empty-id-refused", "long-id-refused"],
  ["long-id-refused", "proto-key-refused"],
  ["proto-key-refused", "empty-id-refused"],
  ["crash-on-oversized-body", "crash-on-invalid-utf-8"],
  ["crash-over-999-ids", "crash-on-null-character"],
  ["crash-on-null-character", "crash-on-a-quote"],
  ["crash-on-options", "crash-on-unknown-path"],
  ["limit-0-accepted", "limit-501-accepted"],
  ["limit-501-accepted", "null-limit-accepted"],
  ["null-limit-accepted", "limit-0-accepted"],
  ["400-on-malformed-json", "415-on-text-plain"],
  ["string-cvm-ids-accepted", "null-in-cvm-ids-accepted"],
  ["crash-on-percent", "empty-id-refused"],
  ["400-on-malformed-json", "404-on-wrong-method"],
];

/** A mutant whose findings' names are compared over seeds, and whether the laws that compare answers are to have their turn. */
export interface StabilityMutant {
  readonly name: string;
  readonly isCompared: boolean;
}

const shownByOneRequest = [
  "crash-on-percent",
  "crash-on-a-quote",
  "crash-on-empty-id",
  "crash-on-null-character",
  "crash-on-proto-name",
  "crash-on-number-beyond-64-bits",
  "crash-on-number-beyond-doubles",
  "crash-on-malformed-json",
  "crash-over-999-ids",
  "crash-on-wrong-method",
  "escapes-refused",
  "long-id-refused",
  "proto-key-refused",
  "limit-1-refused",
  "limit-501-accepted",
  "types-read-laxly",
  "content-type-text-plain",
  "reason-null-on-skip",
  "errors-not-counted",
  "limit-ignored",
  "unchanged-reported-as-updated",
  "conflict-hides-the-candidate",
];

const shownByComparing = [
  "limit-off-by-one",
  "total-after-limit",
  "running-only-ignored",
  "missing-only-ignored-for-lists",
  "repeated-ids-processed-twice",
  "ids-cut-at-20",
  "overwrite-ignored",
  "scan-without-info",
];

/** Mutants of every kind of bug: such as one request shows, and such as only comparing answers does. */
export const stabilityMutants: readonly StabilityMutant[] = [
  ...shownByOneRequest.map((name) => ({ name, isCompared: false })),
  ...shownByComparing.map((name) => ({ name, isCompared: true })),
];
