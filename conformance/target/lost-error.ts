/** The target was lost on the way: for a while it has not done what it did at first, so that no more can be learned of it. */
export class LostError extends Error {
  readonly code = "TARGET_LOST";

  /** `how` is a clause such as `it could not be reached`. */
  constructor(url: string, how: string, forMs: number) {
    super(
      `Lost ${url}: ${how}, for ${Math.round(forMs / 100) / 10} s. If a request ended it, --workers 1 with the same seed shows which one.`,
    );
    this.name = "LostError";
  }
}
