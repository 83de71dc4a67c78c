import type { Case } from "../cases/case.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Sighting } from "../cases/trial.ts";
import { slimSighting } from "./slim-sighting.ts";

/** A case that broke a law once. It is a suspect until it does so again. */
export interface Suspect {
  readonly fingerprint: string;
  readonly phase: PhaseName;
  /** Position in the run's order of generation, which is that of all shards together. */
  readonly order: number;
  readonly testCase: Case;
  /** What was seen of it. */
  readonly seen: Sighting;
}

/** So many suspects of one fingerprint are kept: should the first not repeat, the next are tried. */
export const KEPT_PER_FINGERPRINT = 3;

/**
 * Collects suspects while a phase runs. Of each fingerprint the earliest in order of generation are kept, so that what is
 * reported does not depend on which worker was faster.
 */
export class SuspectList {
  readonly #suspects = new Map<string, Suspect[]>();

  add(suspect: Suspect): void {
    const known = this.#suspects.get(suspect.fingerprint) ?? [];
    if (known.some((other) => other.order === suspect.order)) return;
    known.push({ ...suspect, seen: slimSighting(suspect.seen) });
    known.sort((a, b) => a.order - b.order);
    this.#suspects.set(suspect.fingerprint, known.slice(0, KEPT_PER_FINGERPRINT));
  }

  /** Takes all suspects out, those of one fingerprint together, the earliest first. */
  drain(): readonly (readonly Suspect[])[] {
    const groups = [...this.#suspects.values()].sort((a, b) => (a[0]?.order ?? 0) - (b[0]?.order ?? 0));
    this.#suspects.clear();
    return groups;
  }

  get size(): number {
    return this.#suspects.size;
  }
}
