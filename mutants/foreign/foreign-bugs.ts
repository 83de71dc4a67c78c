import type { ForeignLanguage } from "./start-foreign.ts";

/** A mistake that one of the foreign servers makes when its environment says `BUG=<name>`. */
export interface ForeignBug {
  readonly name: string;
  /** A law that finds it every time where it is tried alone, with leave to write and 500 fuzz cases; null where it survives, or chance decides. */
  readonly foundBy: string | null;
  /** One sentence, for docs/foreign.md. */
  readonly says: string;
}

/** What a backend engineer gets wrong in Go. */
const goBugs: readonly ForeignBug[] = [
  {
    name: "zero-limit-is-default",
    foundBy: "invalid-request-is-refused",
    says: "An explicit limit of 0 can't be told from none: 100.",
  },
  {
    name: "null-is-default",
    foundBy: "invalid-request-is-refused",
    says: "Null for a boolean leaves the default in place, unrefused.",
  },
  {
    name: "keys-in-any-case",
    foundBy: "unknown-property-is-harmless",
    says: "Members are matched without regard to case, as encoding/json does.",
  },
  {
    name: "pooled-request",
    foundBy: "missing-only-means-missing",
    says: "The decoded request comes from a sync.Pool and keeps what was there before.",
  },
  {
    name: "chunked-is-empty",
    foundBy: "malformed-is-422",
    says: "A body without Content-Length is taken for an empty one, and so for {}.",
  },
  {
    name: "sorted-to-compact",
    foundBy: null,
    says: "The named CVMs are sorted to make them distinct; their order is lost.",
  },
  {
    name: "list-through-a-map",
    foundBy: "answers-are-repeatable",
    says: "The named CVMs go through a map, which gives them back in any order.",
  },
  {
    name: "distinct-by-text",
    foundBy: "each-cvm-once",
    says: "Distinct are texts, not CVMs: one named in two forms is processed twice.",
  },
  {
    name: "limit-before-distinct",
    foundBy: "repeating-an-id-changes-nothing",
    says: "The limit cuts the list before what is named twice is taken out.",
  },
  {
    name: "numbers-in-any-base",
    foundBy: "only-by-its-own-name",
    says: "ParseInt with base 0: 0x3e9, +1001 and 1_001 name CVM 1001.",
  },
  {
    name: "ids-cut-to-32-bits",
    foundBy: "only-by-its-own-name",
    says: "A CVM's number is converted to int32, so 1001 + 2^32 names 1001.",
  },
  {
    name: "identifier-echoed-in-lower-case",
    foundBy: "identifier-is-given-back",
    says: "The identifier is echoed as it was normalised, in lower case.",
  },
  {
    name: "instance-ids-of-all-tenants",
    foundBy: "members-stay-in-their-workspace",
    says: "The look-up by instance id forgets whose CVM it is.",
  },
  {
    name: "key-cache-by-prefix",
    foundBy: "altered-key-is-refused",
    says: "Callers are cached by the first twelve characters of their key.",
  },
  {
    name: "bare-authorization",
    foundBy: "authorization-needs-its-scheme",
    says: "TrimPrefix: an Authorization header without its scheme is let in.",
  },
  {
    name: "global-caller",
    foundBy: "crowded-answers-are-their-own",
    says: "The caller is a field of the server: requests at once take each other's.",
  },
  {
    name: "running-is-not-stopped",
    foundBy: "running-only-heeds-the-store",
    says: "Only the status `stopped` counts as not running; `exited` and others pass.",
  },
  {
    name: "overwrite-widens",
    foundBy: "missing-only-means-missing",
    says: "With overwrite the missing_only filter is dropped.",
  },
  {
    name: "previews-stamp",
    foundBy: "answers-are-repeatable",
    says: "A preview stamps the attempt, so the next scan starts with other CVMs.",
  },
  {
    name: "preview-without-claims",
    foundBy: "no-id-for-two-cvms",
    says: "A preview promises one id to two CVMs; the wet run gives it to one.",
  },
  {
    name: "old-by-pointer",
    foundBy: "updated-names-a-new-id",
    says: "old_instance_id points into the store and shows the new id once it is written.",
  },
  {
    name: "shadowed-write-error",
    foundBy: "second-run-updates-nothing",
    says: "The error of a write that the unique index refused is shadowed: `updated`.",
  },
  {
    name: "unlocked-write",
    foundBy: "one-winner-per-cvm",
    says: "The lock is let go before the write, which no longer compares.",
  },
  {
    name: "one-error-rolls-back",
    foundBy: "update-is-kept",
    says: "A CVM in error rolls the batch back, and the others still say `updated`.",
  },
  {
    name: "appended-by-goroutines",
    // Where the machine has other work the same requests do not show it each time.
    foundBy: null,
    says: "Goroutines append to one slice without a lock: order, and at times items, go.",
  },
  {
    name: "nonsense-counted-as-skipped",
    foundBy: "counts-match-items",
    says: "`invalid_instance_id` is an error in the item and skipped in the counters.",
  },
  {
    name: "false-is-left-out",
    foundBy: "defaults-are-sent",
    says: "omitempty: verified_with_gateway is left out where it is false.",
  },
  { name: "nil-items", foundBy: "body-matches-schema", says: "No item is a nil slice, which is written as null." },
];

/** What a backend engineer gets wrong in Python. */
const pythonBugs: readonly ForeignBug[] = [
  {
    name: "defaults-mutated",
    foundBy: "omitted-means-default",
    says: "A request's running_only is written into the module's defaults.",
  },
  { name: "true-is-one", foundBy: "invalid-request-is-refused", says: "A bool is an int: a limit of true is 1." },
  { name: "fractions-cut", foundBy: "invalid-request-is-refused", says: "int() cuts a limit of 2.5 to 2." },
  {
    name: "a-string-is-a-list",
    foundBy: "invalid-request-is-refused",
    says: "cvm_ids may be a string, whose characters are the identifiers.",
  },
  { name: "nan-is-json", foundBy: "malformed-is-422", says: "json.loads takes NaN and Infinity." },
  { name: "bad-bytes-crash", foundBy: "never-a-server-error", says: "Bytes that are no UTF-8 are answered 500." },
  {
    name: "content-type-exact",
    foundBy: "valid-request-is-accepted",
    says: "A content type with a charset is refused.",
  },
  {
    name: "int-parses-anything",
    foundBy: "never-a-server-error",
    says: "int() takes blanks, underscores, signs and the digits of any script.",
  },
  {
    name: "column-affinity",
    foundBy: "only-by-its-own-name",
    says: "SQLite converts the text to the column's type: 501.0 and 5.01e2 name 501.",
  },
  { name: "integers-overflow", foundBy: "never-a-server-error", says: "A number over 2^63 is no SQLite integer: 500." },
  {
    name: "names-like",
    foundBy: "wildcards-are-letters",
    says: "Names are looked up with LIKE: % and _ match, and case doesn't count.",
  },
  {
    name: "names-quoted-by-hand",
    foundBy: "never-a-server-error",
    says: "The identifier is put into the SQL between quotes.",
  },
  {
    name: "lookups-cached-for-all",
    foundBy: "members-stay-in-their-workspace",
    says: "What an identifier names is cached without the caller.",
  },
  {
    name: "identifiers-normalised",
    foundBy: "identifier-is-given-back",
    says: "The identifier is echoed in Unicode's NFC, without the blanks around it.",
  },
  {
    name: "identifiers-zipped",
    foundBy: "identifier-names-its-cvm",
    says: "`where id in (...)` gives the rows in another order than the names.",
  },
  { name: "keys-start-with", foundBy: "altered-key-is-refused", says: "The beginning of a key is let in." },
  {
    name: "limit-before-filter",
    foundBy: "scanned-is-min-of-total-and-limit",
    says: "The limit is in the SQL, the filters are applied to what it gives.",
  },
  {
    name: "joined-rows-counted",
    foundBy: "scanned-is-min-of-total-and-limit",
    says: "total counts a CVM once for each host that its app has.",
  },
  {
    name: "failures-left-out",
    foundBy: "scanned-is-min-of-total-and-limit",
    says: "A CVM whose node can't be asked is left out of the items.",
  },
  {
    name: "compared-by-identity",
    foundBy: "one-winner-per-cvm",
    says: "`is` instead of `==`: a true id counts as another one.",
  },
  {
    name: "capitals-kept",
    foundBy: null,
    says: "An id that a node reports in capitals is stored so.",
  },
  {
    name: "previews-overwrite",
    foundBy: "dry-run-writes-nothing",
    says: "A preview with overwrite writes what it replaces.",
  },
  {
    name: "remainder-lost",
    foundBy: "update-is-kept",
    says: "Of more than five updates those of the last, partial batch are never stored.",
  },
  {
    name: "replica-lag",
    foundBy: "update-is-kept",
    says: "Ids are read from a replica that is 0.3 s behind.",
  },
  {
    name: "counts-on-the-class",
    foundBy: null,
    says: "The counters are a class attribute that requests at once share.",
  },
];

/**
 * Laws below must that a server breaks without a bug, by a choice that the contract leaves: Python's counts a name of nobody's in `total` as often as
 * it is given. They find nothing.
 */
export const foreignChoices: Readonly<Record<ForeignLanguage, readonly string[]>> = {
  go: [],
  python: ["only-what-was-named"],
};

/** The bugs of each server, found or not. */
export const foreignBugs: Readonly<Record<ForeignLanguage, readonly ForeignBug[]>> = { go: goBugs, python: pythonBugs };
