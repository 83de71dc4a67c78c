/** A law of the user's can't be used. The message names it, says why with what was seen, and how to mend it. */
export class LawError extends Error {
  readonly code = "LAW_REFUSED";

  constructor(message: string) {
    super(message);
    this.name = "LawError";
  }
}
