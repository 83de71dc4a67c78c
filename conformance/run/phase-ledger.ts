import { type PhaseName, phaseNames } from "../cases/phase-name.ts";
import type { PhaseEnd } from "../report/phase-end.ts";
import type { ReportedPhase } from "../report/reported-phase.ts";

/** Why a phase was not through, as a report has it. */
export const endOf = (endedBy: PhaseEnd | null): Pick<ReportedPhase, "endedBy"> =>
  endedBy === null ? {} : { endedBy };

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
            ...endOf(sofar.endedBy ?? round.endedBy ?? null),
          },
    );
  }

  /** Notes that a phase did nothing, and why. `endedBy`: what kept it from sending more than it had. */
  skip(name: PhaseName, why: string, endedBy: PhaseEnd | null = null): void {
    this.add({ name, requests: 0, durationMs: 0, skipped: why, ...endOf(endedBy) });
  }

  /** In the order in which they run. */
  get phases(): readonly ReportedPhase[] {
    return phaseNames.flatMap((name) => this.#entries.get(name) ?? []);
  }
}
