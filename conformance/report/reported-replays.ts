import type { Level } from "../cases/judgement.ts";

/** `broken`: each time it was put to the test. `unstable`: some of the times. `fixed`: never. `untested`: it could not be put to the test here. */
export type ReplayVerdict = "broken" | "unstable" | "fixed" | "untested";

/** What became of a recorded finding that was to be sent again, with its words of that time. */
export interface ReportedReplay {
  readonly fingerprint: string;
  readonly law: string;
  readonly level: Level;
  readonly message: string;
  readonly verdict: ReplayVerdict;
  /** Why it is untested, or how far it is fixed where more of the same may show otherwise; else null. */
  readonly why: string | null;
  /** Of a fixed finding about what previews write: how many were sent, none of which was seen to write. Else left out. */
  readonly previews?: number;
}

/** What came of a run that sends findings again and does nothing else. */
export interface ReportedReplays {
  readonly findings: readonly ReportedReplay[];
  /** Findings in files that can't be read. */
  readonly unread: number;
}
