/** The target can't be reached at all, so nothing can be said of it. */
export class TargetError extends Error {
  readonly code = "TARGET_UNREACHABLE";
  /** What kept a connection from being opened. */
  readonly why: string;

  constructor(url: string, why: string) {
    super(`Failed to reach ${url}: ${why}. Check that the server runs and that --target names its origin.`);
    this.name = "TargetError";
    this.why = why;
  }
}
