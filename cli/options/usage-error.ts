/** The command line, the environment or the configuration file can't be followed. The message says which part, what was seen and how to mend it. */
export class UsageError extends Error {
  readonly code = "USAGE";

  constructor(message: string) {
    super(message);
    this.name = "UsageError";
  }
}
