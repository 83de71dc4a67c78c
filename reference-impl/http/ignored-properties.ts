/** Names beyond this many characters in all are cut off: a header has little room. */
const MAX_CHARACTERS = 1_000;

/** A name as a header may carry it: whatever is no token character is percent-encoded, as is `%`. Source: RFC 9110 section 5.6.2 */
const asToken = (name: string): string =>
  encodeURIComponent(name.slice(0, MAX_CHARACTERS).toWellFormed()).replaceAll("(", "%28").replaceAll(")", "%29");

/** The value of `x-ignored-properties` for properties that the contract does not know, or null where there are none. */
export const ignoredProperties = (names: readonly string[]): string | null => {
  if (names.length === 0) return null;
  let value = "";
  for (const name of names) {
    const token = name === "" ? '""' : asToken(name);
    const longer = value === "" ? token : `${value}, ${token}`;
    if (longer.length > MAX_CHARACTERS) return `${longer.slice(0, MAX_CHARACTERS)}...`;
    value = longer;
  }
  return value;
};
