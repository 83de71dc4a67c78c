import type { WrittenCvm } from "../engine/previews/writing-preview.ts";
import type { StoredIds } from "../cases/stored.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";
import type { StateProbe } from "../target/state-probe.ts";

/** What is stored otherwise, of the CVMs that came or went as well. */
const changesBetween = (before: StoredIds, after: StoredIds): readonly WrittenCvm[] =>
  [...new Set([...before.keys(), ...after.keys()])].flatMap((cvmId) => {
    if (before.has(cvmId) && after.has(cvmId) && before.get(cvmId) === after.get(cvmId)) return [];
    return [{ cvmId, before: before.get(cvmId) ?? null, after: after.get(cvmId) ?? null }];
  });

/** The server's store, before the first request and after the last. */
export class WholeStore {
  readonly #probe: StateProbe | null;
  #before: StoredIds | null = null;
  #changes: readonly WrittenCvm[] | null = null;

  /** `probe` is null where the store can't be looked into, or is not to be compared. */
  constructor(probe: StateProbe | null) {
    this.#probe = probe;
  }

  /** What is stored otherwise than before; null where that was not looked into. */
  get changes(): readonly WrittenCvm[] | null {
    return this.#changes;
  }

  get verdict(): ReportedPreviews["wholeStore"] {
    if (this.#changes === null) return "not looked into";
    return this.#changes.length === 0 ? "unchanged" : "changed";
  }

  /** Takes down what is stored. Rejects as `StateProbe.read` does. */
  async begin(): Promise<void> {
    this.#before = (await this.#probe?.read())?.ids ?? null;
  }

  /** Compares what is stored now. Rejects as `StateProbe.read` does. */
  async end(): Promise<void> {
    if (this.#probe === null || this.#before === null) return;
    this.#changes = changesBetween(this.#before, (await this.#probe.read()).ids);
  }
}
