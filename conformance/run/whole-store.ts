import type { StoredIds } from "../cases/stored.ts";
import type { ReportedPreviews } from "../report/report.ts";
import type { StateProbe } from "../target/state-probe.ts";

const isSame = (before: StoredIds, after: StoredIds): boolean =>
  before.size === after.size && [...before].every(([cvmId, id]) => after.has(cvmId) && after.get(cvmId) === id);

/** The server's store, before the first request and after the last. */
export class WholeStore {
  readonly #probe: StateProbe | null;
  #before: StoredIds | null = null;
  #verdict: ReportedPreviews["wholeStore"] = "not looked into";

  /** `probe` is null where the store can't be looked into, or is not to be compared. */
  constructor(probe: StateProbe | null) {
    this.#probe = probe;
  }

  get verdict(): ReportedPreviews["wholeStore"] {
    return this.#verdict;
  }

  /** Takes down what is stored. Rejects as `StateProbe.read` does. */
  async begin(): Promise<void> {
    this.#before = (await this.#probe?.read())?.ids ?? null;
  }

  /** Compares what is stored now. Rejects as `StateProbe.read` does. */
  async end(): Promise<void> {
    if (this.#probe === null || this.#before === null) return;
    this.#verdict = isSame(this.#before, (await this.#probe.read()).ids) ? "unchanged" : "changed";
  }
}
