const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Other spellings of a UUID than the one with dashes. */
export interface UuidSpellings {
  readonly dashless: string;
  readonly upperCase: string;
}

/**
 * How else a UUID with dashes is spelled, or null where the text is none. Whether a server knows these spellings is its own choice.
 * Source: RFC 9562 section 4: digits are lower case on output and of either case on input.
 */
export const uuidSpellings = (text: string): UuidSpellings | null =>
  UUID.test(text) ? { dashless: text.replaceAll("-", ""), upperCase: text.toUpperCase() } : null;
