import { type PhaseName, phaseNames } from "../cases/phase-name.ts";
import type { ReportedPhase } from "../report/report.ts";

/** What became of each phase of a run, all its rounds together. */
export class PhaseLedger {
  readonly #entries = new Map<PhaseName, ReportedPhase>();

  /** Adds one round of a phase. A phase that ran once was not skipped. */
  add(round: ReportedPhase): void {
    const sofar = this.#entries.get(round.name);
    this.#entries.set(
      round.name,
      sofar === undefined
        ? round
        : {
            name: round.name,
            requests: sofar.requests + round.requests,
            durationMs: sofar.durationMs + round.durationMs,
            skipped: sofar.skipped === null || round.skipped === null ? null : sofar.skipped,
          },
    );
  }

  /** Notes that a phase did nothing, and why. */
  skip(name: PhaseName, why: string): void {
    this.add({ name, requests: 0, durationMs: 0, skipped: why });
  }

  /** In the order in which they run. */
  get phases(): readonly ReportedPhase[] {
    return phaseNames.flatMap((name) => this.#entries.get(name) ?? []);
  }
}
