/** A baseline file can't be used. The message names the line and how to mend it. */
export class BaselineError extends Error {
  readonly code = "BASELINE";

  constructor(name: string, line: number, why: string, remedy: string) {
    super(`${name}, line ${line}: ${why}. ${remedy}`);
    this.name = "BaselineError";
  }
}
