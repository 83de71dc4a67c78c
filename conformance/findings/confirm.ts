import type { Engine, Trial } from "../engine.ts";
import type { Breach } from "../law-book.ts";
import type { Case } from "../phases/phase.ts";
import type { Suspect } from "./docket.ts";
import { shrink } from "./shrink.ts";

/** A broken law, seen again, in its smallest case. */
export interface Confirmed {
  readonly suspect: Pick<Suspect, "fingerprint" | "phase" | "order">;
  /** What was sent. */
  readonly testCase: Case;
  readonly trial: Trial;
  readonly breach: Breach;
}

interface Sighting {
  readonly trial: Trial;
  readonly breach: Breach;
}

/**
 * Sends suspects of one fingerprint again, the earliest first, until one breaks the same law in the same way, and shrinks that
 * one. Null where none repeats: the server answered otherwise the second time, which is no finding.
 */
export const confirm = async (
  engine: Engine,
  suspects: readonly Suspect[],
  isOver: () => boolean,
): Promise<Confirmed | null> => {
  const sight = async (testCase: Case, fingerprint: string): Promise<Sighting | null> => {
    const trial = await engine.try(testCase, { counts: false, isAlone: true });
    const breach = trial.breaches.find((candidate) => engine.fingerprint(candidate) === fingerprint);
    return breach === undefined ? null : { trial, breach };
  };
  for (const suspect of suspects) {
    const again = await sight(suspect.testCase, suspect.fingerprint);
    if (again === null) continue;
    const { testCase, evidence } = await shrink(
      { testCase: suspect.testCase, evidence: again },
      (testCase) => sight(testCase, suspect.fingerprint),
      isOver,
    );
    return { suspect, testCase, ...evidence };
  }
  return null;
};
