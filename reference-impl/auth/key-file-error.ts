/** A list of keys can't be used. The message says which entry, what was seen, and how to mend it; it never shows a key. */
export class KeyFileError extends Error {
  readonly code = "KEYS_UNUSABLE";

  constructor(problem: string, remedy: string) {
    super(`Failed to read the keys: ${problem}. ${remedy}`);
    this.name = "KeyFileError";
  }
}
