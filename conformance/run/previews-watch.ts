import type { Engine } from "../engine/engine.ts";
import type { PreviewGuard } from "../engine/previews/preview-guard.ts";
import type { ReportedPreviews } from "../report/report.ts";
import { haveStopped } from "../report/why-previews-stopped.ts";
import type { StateProbe } from "../target/state-probe.ts";
import { reportPreviews } from "./report-previews.ts";
import type { RunOptions } from "./run-options.ts";
import { WholeStore } from "./whole-store.ts";

type WatchedRun = Pick<RunOptions, "phases" | "corpus">;

/** Watches what becomes of the store in a run that sends previews alone; in others it does nothing. */
export class PreviewsWatch {
  readonly #guard: PreviewGuard | null;
  readonly #wholeStore: WholeStore;
  readonly #isReplay: boolean;
  #movesByItself: boolean | null = null;

  /** `probe` is null where the store can't be looked into. */
  constructor(guard: PreviewGuard | null, probe: StateProbe | null, { phases, corpus }: WatchedRun) {
    this.#isReplay = phases.includes("replay") && corpus !== null;
    this.#guard = guard?.stops === true ? guard : null;
    this.#wholeStore = new WholeStore(this.#guard === null ? null : probe);
  }

  /** Takes down what is stored. Rejects as `StateProbe.read` does. */
  begin(): Promise<void> {
    return this.#wholeStore.begin();
  }

  /**
   * Compares what is stored now. Where something is stored otherwise, and no preview was seen to write, it is watched for a while whether
   * somebody else is at work, and before that in any case where findings were replayed. Rejects as `StateProbe.read` does.
   */
  async end(engine: Engine): Promise<null> {
    // What was found may be written a while after the answer, and shows then.
    if (this.#isReplay && this.#guard !== null && !this.#guard.hasStopped)
      this.#movesByItself = await engine.movesByItself();
    await this.#wholeStore.end();
    const previews = this.report(engine, false);
    if (previews !== null && previews.alsoChanged.length > 0 && !haveStopped(previews))
      this.#movesByItself = await engine.movesByItself();
    return null;
  }

  /** What is to be said of it; null where requests could write. `isLost`: nothing could be sent any more. */
  report(engine: Engine, isLost: boolean): ReportedPreviews | null {
    const end = { movesByItself: this.#movesByItself, isLost };
    return this.#guard === null ? null : reportPreviews(this.#guard, engine, this.#wholeStore, end);
  }
}
