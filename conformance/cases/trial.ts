import type { Violation } from "./judgement.ts";
import type { Law } from "./law.ts";
import type { Reading } from "./reading.ts";

/** A law broken at one step of a case; `step` is null where the law compares several. */
export interface Breach {
  readonly law: Law;
  readonly violation: Violation;
  readonly step: number | null;
}

/** What the laws said of one case. */
export interface Judged {
  readonly breaches: readonly Breach[];
  /** Ids of the laws that it put to the test. */
  readonly exercised: readonly string[];
}

/** A case and the readings that it gave. */
export interface Trial extends Judged {
  readonly readings: readonly Reading[];
}

/** A law broken by a case that was sent. */
export interface Sighting {
  readonly trial: Trial;
  readonly breach: Breach;
}
