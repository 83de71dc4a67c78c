/** What a command was to write can't be written, though it could have been when it started. The message says what, why, and how to mend it. */
export class OutputError extends Error {
  readonly code = "OUTPUT";

  constructor(what: string, problem: unknown, remedy = "Make room or name another place, and run it again.") {
    super(`${what} can't be written: ${problem instanceof Error ? problem.message : String(problem)}. ${remedy}`);
    this.name = "OutputError";
  }
}
