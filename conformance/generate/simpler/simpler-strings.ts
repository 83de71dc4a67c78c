/** The plainest string: it names nothing, and no careless reader stumbles over it. */
export const PLAIN_STRING = "x";

/** Longer strings lose a half first. */
const LONG = 64;

/** So many characters at most are tried each by itself. */
const MAX_CHARS = 8;

/**
 * Simpler strings, the simplest first: a plain one, none at all, then of what is odd about it each character by itself, so that
 * where shrinking ends nothing is left but what it takes.
 */
export const simplerStrings = function* (value: string): Iterable<string> {
  if (value === PLAIN_STRING) return;
  yield PLAIN_STRING;
  if (value === "") return;
  yield "";
  if ([...value].length === 1) return;
  const odd = new Set([...value].filter((char) => !/[\w.-]/.test(char)));
  yield* [...odd].slice(0, MAX_CHARS);
  if (value.length > LONG) yield value.slice(0, Math.floor(value.length / 2));
};
