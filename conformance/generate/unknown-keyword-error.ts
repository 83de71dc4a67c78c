/** A schema holds a keyword that generation does not understand, so what it generates would be wrong. */
export class UnknownKeywordError extends Error {
  readonly code = "UNKNOWN_KEYWORD";

  constructor(pointer: string, keyword: string) {
    super(
      `Failed to generate values for ${pointer}: the keyword ${JSON.stringify(keyword)} is not understood. Teach conformance/generate/ what it means before it stands in the contract.`,
    );
    this.name = "UnknownKeywordError";
  }
}
