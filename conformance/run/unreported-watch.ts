import type { Engine } from "../engine/engine.ts";
import type { PreviewGuard } from "../engine/previews/preview-guard.ts";
import { isAnswered } from "../engine/previews/tried-out.ts";
import { movesUnasked } from "../engine/previews/watch-fleet.ts";
import { UnreportedChanges } from "../engine/unreported-changes.ts";
import type { StateProbe } from "../target/state-probe.ts";
import type { ReportedUnreported } from "../report/reported-unreported.ts";
import { writtenId } from "./report-previews.ts";
import type { RunOptions } from "./run-options.ts";

/** So many CVMs are looked at with each key: as many as a request is about that gives no limit. */
const MOST_LOOKED_AT = 100;

/** What is asked of a guard of previews. */
type Guard = Pick<PreviewGuard, "stops" | "rules" | "lookAt">;

/** Takes down what answers tell to be stored, and no answer reported. */
class ToldStore {
  readonly changes: UnreportedChanges;
  readonly #guard: Guard;

  constructor(guard: Guard) {
    this.changes = new UnreportedChanges(guard.rules);
    this.#guard = guard;
  }

  /** Whether what is stored changes while nothing is sent but looks; null where one was not answered. */
  async moves(engine: Pick<Engine, "ask">): Promise<boolean | null> {
    const looks = [...this.changes.names(MOST_LOOKED_AT)].map((one) => this.#guard.lookAt(...one));
    let isLost = false;
    const moves = await movesUnasked(async () => {
      const told: string[] = [];
      for (const plan of looks) {
        const reading = await engine.ask(plan);
        isLost ||= !isAnswered({ reading });
        for (const { cvmId, before } of this.#guard.rules.told(reading))
          told.push(JSON.stringify([String(cvmId), before]));
      }
      return told.toSorted().join(" ");
    });
    return isLost ? null : moves;
  }
}

/** Watches, in a run that may write and whose store can't be looked into, what is stored otherwise later on and no answer reported; in others it does nothing. */
export class UnreportedWatch {
  readonly #told: ToldStore | null;
  #report: ReportedUnreported | null = null;

  /** `probe` is null where the store can't be looked into: where it can, it is put back as it was again and again. */
  constructor(guard: Guard | null, probe: StateProbe | null, { replaysAlone }: Pick<RunOptions, "replaysAlone">) {
    const isWatched = guard !== null && !guard.stops && probe === null && replaysAlone === undefined;
    this.#told = isWatched ? new ToldStore(guard) : null;
  }

  /** Takes down what answers tell; null where nothing is watched. */
  get changes(): UnreportedChanges | null {
    return this.#told?.changes ?? null;
  }

  /** Where there is such, it is watched for a while whether somebody else is at work. Rejects as `Engine.ask` does. */
  async end(engine: Pick<Engine, "ask">): Promise<void> {
    const { cvms = [], share } = this.changes ?? {};
    if (this.#told === null || share === undefined || cvms.length === 0) return;
    const report = { cvms: cvms.map(writtenId), share };
    // Whether it moves is not seen any more where the run ends meanwhile.
    this.#report = { ...report, movesByItself: null };
    this.#report = { ...report, movesByItself: await this.#told.moves(engine) };
  }

  /** What is to be said of it; null where there is nothing. */
  get report(): ReportedUnreported | null {
    return this.#report;
  }
}
