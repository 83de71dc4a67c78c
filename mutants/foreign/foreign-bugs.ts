/** A mistake that one of the foreign servers makes when its environment says `BUG=<name>`. */
export interface ForeignBug {
	readonly name: string;
	/** One sentence, for docs/foreign.md. */
	readonly says: string;
}

/** What a backend engineer gets wrong in Go. */
export const goBugs: readonly ForeignBug[] = [
	{ name: "zero-limit-is-default", says: "An explicit limit of 0 can't be told from none: 100." },
	{ name: "null-is-default", says: "Null for a boolean leaves the default in place, unrefused." },
	{ name: "keys-in-any-case", says: "Members are matched without regard to case, as encoding/json does." },
	{ name: "pooled-request", says: "The decoded request comes from a sync.Pool and keeps what was there before." },
	{ name: "chunked-is-empty", says: "A body without Content-Length is taken for an empty one, and so for {}." },
	{ name: "sorted-to-compact", says: "The named CVMs are sorted to make them distinct; their order is lost." },
	{ name: "list-through-a-map", says: "The named CVMs go through a map, which gives them back in any order." },
	{ name: "distinct-by-text", says: "Distinct are texts, not CVMs: one named in two forms is processed twice." },
	{ name: "limit-before-distinct", says: "The limit cuts the list before what is named twice is taken out." },
	{ name: "numbers-in-any-base", says: "ParseInt with base 0: 0x3e9, +1001 and 1_001 name CVM 1001." },
	{ name: "ids-cut-to-32-bits", says: "A CVM's number is converted to int32, so 1001 + 2^32 names 1001." },
	{ name: "identifier-echoed-in-lower-case", says: "The identifier is echoed as it was normalised, in lower case." },
	{ name: "instance-ids-of-all-tenants", says: "The look-up by instance id forgets whose CVM it is." },
	{ name: "key-cache-by-prefix", says: "Callers are cached by the first twelve characters of their key." },
	{ name: "bare-authorization", says: "TrimPrefix: an Authorization header without its scheme is let in." },
	{ name: "global-caller", says: "The caller is a field of the server: requests at once take each other's." },
	{ name: "running-is-not-stopped", says: "Only the status `stopped` counts as not running; `exited` and others pass." },
	{ name: "overwrite-widens", says: "With overwrite the missing_only filter is dropped." },
	{ name: "previews-stamp", says: "A preview stamps the attempt, so the next scan starts with other CVMs." },
	{ name: "preview-without-claims", says: "A preview promises one id to two CVMs; the wet run gives it to one." },
	{ name: "old-by-pointer", says: "old_instance_id points into the store and shows the new id once it is written." },
	{ name: "shadowed-write-error", says: "The error of a write that the unique index refused is shadowed: `updated`." },
	{ name: "unlocked-write", says: "The lock is let go before the write, which no longer compares." },
	{ name: "one-error-rolls-back", says: "A CVM in error rolls the batch back, and the others still say `updated`." },
	{ name: "appended-by-goroutines", says: "Goroutines append to one slice without a lock: order, and at times items, go." },
	{ name: "nonsense-counted-as-skipped", says: "`invalid_instance_id` is an error in the item and skipped in the counters." },
	{ name: "false-is-left-out", says: "omitempty: verified_with_gateway is left out where it is false." },
	{ name: "nil-items", says: "No item is a nil slice, which is written as null." },
];

/** What a backend engineer gets wrong in Python. */
export const pythonBugs: readonly ForeignBug[] = [
	{ name: "defaults-mutated", says: "A request's running_only is written into the module's defaults." },
	{ name: "true-is-one", says: "A bool is an int: a limit of true is 1." },
	{ name: "fractions-cut", says: "int() cuts a limit of 2.5 to 2." },
	{ name: "a-string-is-a-list", says: "cvm_ids may be a string, whose characters are the identifiers." },
	{ name: "nan-is-json", says: "json.loads takes NaN and Infinity." },
	{ name: "bad-bytes-crash", says: "Bytes that are no UTF-8 are answered 500." },
	{ name: "content-type-exact", says: "A content type with a charset is refused." },
	{ name: "int-parses-anything", says: "int() takes blanks, underscores, signs and the digits of any script." },
	{ name: "column-affinity", says: "SQLite converts the text to the column's type: 501.0 and 5.01e2 name 501." },
	{ name: "integers-overflow", says: "A number over 2^63 is no SQLite integer: 500." },
	{ name: "names-like", says: "Names are looked up with LIKE: % and _ match, and case doesn't count." },
	{ name: "names-quoted-by-hand", says: "The identifier is put into the SQL between quotes." },
	{ name: "lookups-cached-for-all", says: "What an identifier names is cached without the caller." },
	{ name: "identifiers-normalised", says: "The identifier is echoed in Unicode's NFC, without the blanks around it." },
	{ name: "identifiers-zipped", says: "`where id in (...)` gives the rows in another order than the names." },
	{ name: "keys-start-with", says: "The beginning of a key is let in." },
	{ name: "limit-before-filter", says: "The limit is in the SQL, the filters are applied to what it gives." },
	{ name: "joined-rows-counted", says: "total counts a CVM once for each host that its app has." },
	{ name: "failures-left-out", says: "A CVM whose node can't be asked is left out of the items." },
	{ name: "compared-by-identity", says: "`is` instead of `==`: a true id counts as another one." },
	{ name: "capitals-kept", says: "An id that a node reports in capitals is stored so." },
	{ name: "previews-overwrite", says: "A preview with overwrite writes what it replaces." },
	{ name: "remainder-lost", says: "Of more than five updates those of the last, partial batch are never stored." },
	{ name: "replica-lag", says: "Ids are read from a replica that is 0.3 s behind." },
	{ name: "counts-on-the-class", says: "The counters are a class attribute that requests at once share." },
];
