import type { PhaseName } from "../cases/phase-name.ts";
import type { PhaseEnd } from "./phase-end.ts";

/** One phase of a run, all its rounds together. */
export interface ReportedPhase {
  readonly name: PhaseName;
  readonly requests: number;
  readonly durationMs: number;
  /** Null where the phase ran, else why not. */
  readonly skipped: string | null;
  /** Why it ended before it was through, or before it was begun; left out where it did not. */
  readonly endedBy?: PhaseEnd;
}
