import type { UnansweredText } from "./unanswered-text.ts";

/** The target can't be reached at all, so nothing can be said of it. */
export class TargetError extends Error {
  readonly code = "TARGET_UNREACHABLE";
  /** What kept it from being asked, as a clause or an error's own words. */
  readonly why: string;

  constructor(url: string, { why, remedy }: UnansweredText) {
    super(`Failed to reach ${url}: ${why}. ${remedy}`);
    this.name = "TargetError";
    this.why = why;
  }
}
