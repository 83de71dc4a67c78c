import type { PhaseName } from "../cases/phase-name.ts";
import type { RunEvent } from "../report/run-event.ts";

const EVERY_MS = 100;

/** What the meter reads off a run. */
export interface ProgressMeterParts {
  readonly tell: (event: RunEvent) => void;
  readonly elapsedMs: () => number;
  readonly requests: () => number;
  readonly suspects: () => number;
}

/** Tells how far a phase is, ten times a second at most, and at the end of each sequence of cases. */
export class ProgressMeter {
  readonly #parts: ProgressMeterParts;
  #toldMs = 0;

  constructor(parts: ProgressMeterParts) {
    this.#parts = parts;
  }

  note(phase: PhaseName, done: number, planned: number): void {
    const { tell, requests, suspects } = this.#parts;
    const elapsedMs = this.#parts.elapsedMs();
    if (elapsedMs - this.#toldMs < EVERY_MS && done !== planned) return;
    this.#toldMs = elapsedMs;
    tell({ kind: "progress", phase, done, planned, requests: requests(), suspects: suspects(), elapsedMs });
  }
}
