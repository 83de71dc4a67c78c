import type { Engine } from "../engine/engine.ts";
import type { PreviewGuard } from "../engine/previews/preview-guard.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import { haveStopped } from "../report/why-previews-stopped.ts";
import type { SendingLimit } from "../target/sending-limit.ts";
import type { StateProbe } from "../target/state-probe.ts";
import { reportPreviews } from "./report-previews.ts";
import type { RunOptions } from "./run-options.ts";
import { UnreportedWatch } from "./unreported-watch.ts";
import { WholeStore } from "./whole-store.ts";

/** So many requests of a first look are kept for its end. */
export const LAST_LOOKS = 2;

interface WatchedRun extends Pick<RunOptions, "phases" | "corpus" | "mostRequests" | "replaysAlone"> {
  readonly sendings: Pick<SendingLimit, "add">;
}

/** Watches what becomes of the store in a run that sends previews alone; in others only what no answer reports. */
export class PreviewsWatch {
  readonly #guard: PreviewGuard | null;
  readonly #wholeStore: WholeStore;
  readonly #isReplay: boolean;
  /** What no answer reports, where requests may write. */
  readonly unreported: UnreportedWatch;
  /** It is a first look, which hardly sends anything else. */
  readonly isLook: boolean;
  readonly #sendings: WatchedRun["sendings"];
  #movesByItself: boolean | null = null;

  /** `probe` is null where the store can't be looked into. */
  constructor(guard: PreviewGuard | null, probe: StateProbe | null, run: WatchedRun) {
    const { phases, corpus, mostRequests, sendings } = run;
    this.#isReplay = phases.includes("replay") && corpus !== null;
    this.isLook = mostRequests !== null;
    this.#sendings = sendings;
    this.#guard = guard?.stops === true ? guard : null;
    this.unreported = new UnreportedWatch(guard, probe, run);
    this.#wholeStore = new WholeStore(this.#guard === null ? null : probe);
  }

  /** Takes down what is stored. Rejects as `StateProbe.read` does. */
  begin(): Promise<void> {
    return this.#wholeStore.begin();
  }

  /**
   * Compares what is stored now. Where something is stored otherwise, and no preview was seen to write, it is watched for a while whether
   * somebody else is at work, and before that in any case where findings were replayed, or it was a first look. Rejects as `StateProbe.read`
   * and `Engine.settle` do.
   */
  async end(engine: Engine): Promise<null> {
    if (this.isLook) this.#sendings.add(LAST_LOOKS);
    // What a server that is gone does not answer shows no calm.
    await engine.recovery.settle();
    // What was found may be written a while after the answer, and shows then.
    const isWatched = (this.#isReplay || this.isLook) && this.#guard !== null && !this.#guard.hasStopped;
    if (isWatched) this.#movesByItself = await engine.movesByItself(this.isLook);
    await this.#wholeStore.end();
    await this.unreported.end(engine);
    const previews = this.report(engine);
    if (!isWatched && previews !== null && previews.alsoChanged.length > 0 && !haveStopped(previews))
      this.#movesByItself = await engine.movesByItself(false);
    return null;
  }

  /** What is to be said of it; null where requests could write. */
  report(engine: Engine): ReportedPreviews | null {
    return this.#guard === null
      ? null
      : reportPreviews(this.#guard.aftermath, engine, this.#wholeStore, this.#movesByItself);
  }
}
