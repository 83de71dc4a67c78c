/** Reports that do not make up one run. The message names the reports at odds and how to mend it. */
export class MergeError extends Error {
  readonly code = "NO_ONE_RUN";

  constructor(message: string) {
    super(message);
    this.name = "MergeError";
  }
}
