import { RUN_WAS_OVER } from "../report/outcome.ts";
import type { PhaseEnd } from "../report/phase-end.ts";
import type { Passes } from "./passes.ts";
import type { RunState } from "./run-state.ts";

/** Knows whether a phase sent all that it was to, and what kept it from that. */
export class Completeness {
  readonly #state: RunState;
  readonly #endsByItself: boolean;
  #isWhole = true;

  /** `rounds` is how many the run has at most. */
  constructor(state: RunState, { rounds }: { readonly rounds: number }) {
    this.#state = state;
    this.#endsByItself = Number.isFinite(rounds);
  }

  /** Does the work of a phase, as `RunState.goThrough` does. */
  async of<Result>(work: () => Promise<Result>): Promise<Result | null> {
    let hasEnded = false;
    this.#isWhole = true;
    const result = await this.#state.goThrough(async () => {
      const given = await work();
      hasEnded = true;
      return given;
    });
    this.#isWhole &&= hasEnded;
    return result;
  }

  /** Takes down whether a part of the phase was sent as a whole. */
  note(isWhole: boolean): void {
    this.#isWhole &&= isWhole;
  }

  /** Whether the run is over, asked where there is more to do. */
  readonly isOver = (): boolean => {
    this.note(!this.#state.isOver);
    return this.#state.isOver;
  };

  /** What kept the phase from its end, or null. `isAgain`: it went through before, and a run without an end of its own has sent by then all that it was to. */
  endedBy(isAgain: boolean): PhaseEnd | null {
    return this.#isWhole || (isAgain && !this.#endsByItself) ? null : this.#state.endedBy;
  }

  /** The same of a phase that is not gone through in this round, or not once more. `skipped` says why not. */
  keptFrom(skipped: string, round: number, { isRepeating }: Pick<Passes, "isRepeating">): PhaseEnd | null {
    const isFirst = round === 0 && !isRepeating && skipped === RUN_WAS_OVER;
    return isFirst || (isRepeating && this.#endsByItself) ? this.#state.endedBy : null;
  }
}
