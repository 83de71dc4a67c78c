import { PreviewsStoppedError } from "../engine/previews/previews-stopped-error.ts";
import type { PhaseEnd } from "../report/phase-end.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { type Failing, LostError } from "../target/lost-error.ts";

/** What tells whether a run goes on. */
export interface RunStateParts {
  /** Aborted when the user wants the run to end. */
  readonly signal: AbortSignal;
  /** Budget of the whole run, or null. */
  readonly timeMs: number | null;
  /** Milliseconds since the run began. */
  readonly elapsedMs: () => number;
  /** So much was found as was asked for. */
  readonly hasEnough: () => boolean;
}

/** Whether a run goes on, and why it does not: told to end, out of time, without its target, or with as many findings as were asked for. */
export class RunState {
  readonly #parts: RunStateParts;
  #lost: LostError | null = null;

  constructor(parts: RunStateParts) {
    this.#parts = parts;
  }

  /** What became of the target where it was lost, else null. */
  get whyLost(): string | null {
    return this.#lost?.message ?? null;
  }

  /** What the target fails on, where it was lost because it fails on everything; else null. */
  get failing(): Failing | null {
    return this.#lost?.failing ?? null;
  }

  /** Milliseconds since the run began. */
  get elapsedMs(): number {
    return this.#parts.elapsedMs();
  }

  get isLost(): boolean {
    return this.#lost !== null;
  }

  /** The user wants the run to end. */
  get isInterrupted(): boolean {
    return this.#parts.signal.aborted;
  }

  /** So much was found as was asked for. */
  get hasEnough(): boolean {
    return this.#parts.hasEnough();
  }

  /** Nothing more is to be begun. */
  get isOver(): boolean {
    return this.endedBy !== null;
  }

  /** What ended the run, or null while it goes on. */
  get endedBy(): PhaseEnd | null {
    const { timeMs, elapsedMs } = this.#parts;
    if (this.isLost) return "target lost";
    if (this.isInterrupted) return "interruption";
    if (this.hasEnough) return "findings";
    return timeMs !== null && elapsedMs() >= timeMs ? "time" : null;
  }

  /** Takes down that the target was lost. */
  lose(error: LostError): void {
    this.#lost = error;
  }

  /** Does a piece of work, until it is through, or the run is cut off, the target lost, or a preview has written; null where it was not through. */
  async goThrough<Result>(work: () => Promise<Result>): Promise<Result | null> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof LostError) this.lose(error);
      else if (!(error instanceof CutOffError || error instanceof PreviewsStoppedError)) throw error;
      return null;
    }
  }
}
