import type { Law } from "../cases/law.ts";
import type { RecordedFinding } from "../corpus/corpus-file.ts";
import { replayedBesideWrites, type SeenWrites } from "../corpus/replayed-beside-writes.ts";
import type { Replayed } from "../corpus/replay-finding.ts";
import type { ReportedPreviews } from "../report/reported-previews.ts";

/** Who is told what became of each finding. */
interface ReplayListener {
  readonly replayed: (finding: RecordedFinding, replayed: Replayed) => void;
}

const seenIn = (previews: ReportedPreviews | null, sent: number): SeenWrites =>
  previews === null
    ? { byPreview: false, byNobodyKnown: false, isWatched: true, previews: sent }
    : {
        byPreview: previews.written.length > 0,
        byNobodyKnown: previews.alsoChanged.length > 0 || previews.wholeStore === "changed",
        isWatched: previews.movesByItself !== null,
        previews: sent,
      };

/** Findings about what previews write that did not show again, or were not sent to their end. Whether they are fixed or broken is known once all is seen that was written meanwhile. */
export class HeldReplays {
  readonly #laws: readonly Law[];
  readonly #listener: ReplayListener;
  readonly #held: (readonly [RecordedFinding, Replayed])[] = [];

  constructor(laws: readonly Law[], listener: ReplayListener) {
    this.#laws = laws;
    this.#listener = listener;
  }

  /** Tells what became of a finding: at once, unless that is to be seen. */
  replayed(finding: RecordedFinding, replayed: Replayed): void {
    const isGuarded = this.#laws.some(
      (law) => law.id === finding.law && law.kind === "relation" && law.guard !== undefined,
    );
    const { verdict, confirmed, isIdle } = replayed;
    const isOpen = verdict === "fixed" || isIdle === true || (verdict === "broken" && confirmed === null);
    if (isGuarded && isOpen) this.#held.push([finding, replayed]);
    else this.#listener.replayed(finding, replayed);
  }

  /** Tells of those that were held back. `previews` is null where the run may write, and `sent` is how many it sent. */
  settle(previews: ReportedPreviews | null, sent: number): void {
    const seen = seenIn(previews, sent);
    for (const [finding, replayed] of this.#held.splice(0))
      this.#listener.replayed(finding, replayedBesideWrites(finding, replayed, seen));
  }
}
