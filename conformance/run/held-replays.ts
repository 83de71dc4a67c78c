import type { Law } from "../cases/law.ts";
import type { RecordedFinding } from "../corpus/corpus-file.ts";
import { replayedBesideWrites, type SeenWrites } from "../corpus/replayed-beside-writes.ts";
import type { Replayed } from "../corpus/replay-finding.ts";

/** Findings about what previews write that did not show again. Whether they are fixed is known once all is seen that was written meanwhile. */
export class HeldReplays {
  readonly #laws: readonly Law[];
  readonly #tell: (finding: RecordedFinding, replayed: Replayed) => void;
  readonly #held: (readonly [RecordedFinding, Replayed])[] = [];

  /** `tell` is told what became of each finding. */
  constructor(laws: readonly Law[], tell: (finding: RecordedFinding, replayed: Replayed) => void) {
    this.#laws = laws;
    this.#tell = tell;
  }

  /** Tells what became of a finding: at once, unless that is to be seen. */
  replayed(finding: RecordedFinding, replayed: Replayed): void {
    const isGuarded = this.#laws.some(
      (law) => law.id === finding.law && law.kind === "relation" && law.guard !== undefined,
    );
    if (isGuarded && replayed.verdict === "fixed") this.#held.push([finding, replayed]);
    else this.#tell(finding, replayed);
  }

  /** Tells of those that were held back. */
  settle(seen: SeenWrites): void {
    for (const [finding, replayed] of this.#held.splice(0))
      this.#tell(finding, replayedBesideWrites(finding, replayed, seen));
  }
}
