import type { PhaseName } from "../cases/phase-name.ts";
import type { ReplayVerdict } from "./reported-replays.ts";
import type { Report, ReportedFinding } from "./report.ts";

/**
 * What happens in a run, in order. Counts are totals of the run.
 *
 * @example
 * import type { RunEvent } from "cvm-contract";
 *
 * export const line = (event: RunEvent): string | null =>
 *   event.kind === "finding" ? `${event.finding.law}: ${event.finding.message}` : null;
 */
export type RunEvent =
  | {
      readonly kind: "run-started";
      readonly target: string;
      readonly seed: number;
      readonly shard: string | null;
      readonly laws: number;
      readonly workers: number;
      readonly allowWrites: boolean;
      readonly timeMs: number | null;
    }
  | { readonly kind: "phase-started"; readonly phase: PhaseName; readonly round: number }
  | {
      readonly kind: "progress";
      readonly phase: PhaseName;
      readonly done: number;
      readonly planned: number;
      readonly requests: number;
      readonly suspects: number;
      readonly elapsedMs: number;
    }
  | { readonly kind: "finding"; readonly finding: ReportedFinding }
  | {
      readonly kind: "replayed";
      readonly fingerprint: string;
      readonly law: string;
      readonly verdict: ReplayVerdict;
      /** Why it is untested, or how far it is fixed where more of the same may show otherwise; else null. */
      readonly why: string | null;
    }
  | {
      readonly kind: "phase-finished";
      readonly phase: PhaseName;
      readonly round: number;
      readonly requests: number;
      readonly durationMs: number;
      readonly skipped: string | null;
    }
  | { readonly kind: "law-failed"; readonly law: string; readonly error: Error }
  | { readonly kind: "reporter-failed"; readonly reporter: string; readonly error: Error }
  | { readonly kind: "run-finished"; readonly report: Report };

/**
 * Listens to a run. One that throws is reported to the others and dropped; the run goes on.
 *
 * @example
 * import { checkServer, type Reporter } from "cvm-contract";
 *
 * const loud: Reporter = {
 *   name: "loud",
 *   onEvent: (event) => {
 *     if (event.kind === "finding") console.error(event.finding.message);
 *   },
 * };
 * await checkServer({ target: "http://127.0.0.1:4020", reporters: [loud] });
 */
export interface Reporter {
  readonly name: string;
  readonly onEvent: (event: RunEvent) => void;
}
