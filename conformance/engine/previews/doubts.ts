import type { CvmId } from "../../cases/cvm-id.ts";

/** For so long at most what is stored is watched before it is left open who wrote: a slow server's previews are far apart. */
const LONGEST_WATCH_MS = 60_000;

/** So often in a row all that previews promised, and nothing else, may be stored right after them by chance: somebody else would have to know what they are about. */
const MOST_BY_CHANCE = 2;

/** What was seen while it was not known who wrote. */
export class Doubts {
  readonly #strange = new Set<CvmId>();
  /** When something was stored otherwise right after a preview, and it was left open who wrote: the last time, in milliseconds. */
  #lastMs: number | null = null;
  #inARow = 0;
  /** Somebody else was seen at work: what is stored changed while nothing was sent that could write. */
  areOthersSeen = false;

  /** It was never left open who wrote. */
  get areNone(): boolean {
    return this.#lastMs === null;
  }

  /** Whether a CVM was written right after a preview that had told otherwise. */
  isStrange(cvmId: CvmId): boolean {
    return this.#strange.has(cvmId);
  }

  /** Takes down CVMs that were written right after a preview that had told otherwise. */
  addStrange(cvms: Iterable<CvmId>): void {
    for (const cvmId of cvms) this.#strange.add(cvmId);
  }

  /** Takes down that it was left open who wrote, at that time. */
  note(nowMs: number): void {
    this.#lastMs = nowMs;
  }

  /**
   * For how many milliseconds nothing may move before a preview is blamed: half as long again as since the last doubt, for who writes now and then
   * would do so in that time. Null where that is too long.
   */
  watchMs(nowMs: number): number | null {
    const ms = this.#lastMs === null ? 0 : (nowMs - this.#lastMs) * 1.5;
    return ms > LONGEST_WATCH_MS ? null : ms;
  }

  /** Takes down whether all that a preview promised, and nothing else, was stored right after it, and gives whether that is beyond chance by now. */
  noteKept(isKept: boolean): boolean {
    this.#inARow = isKept ? this.#inARow + 1 : 0;
    return this.#inARow > MOST_BY_CHANCE;
  }
}
