import type { Engine, Trial } from "../engine.ts";
import type { Breach } from "../law-book.ts";
import type { Case } from "../phases/phase.ts";
import type { Suspect } from "./docket.ts";
import { isBelievable, type Subject } from "./is-believable.ts";
import { shrink } from "./shrink.ts";

/** A broken law, seen again, in its smallest case. */
export interface Confirmed {
  readonly suspect: Pick<Suspect, "fingerprint" | "phase" | "order">;
  /** What was sent. */
  readonly testCase: Case;
  readonly trial: Trial;
  readonly breach: Breach;
}

/** A law broken by a case that was sent. */
export interface Sighting {
  readonly trial: Trial;
  readonly breach: Breach;
}

/** A suspect is sent again so often at most. */
const MOST_TRIES = 6;

/** It is not sent again once it showed nothing so often in a row. */
const mostMisses = (subject: Subject): number => (subject === "race" ? 2 : 1);

const subjectOf = ({ relation, plans }: Case): Subject => {
  if (relation === null) return "answer";
  return plans.some(({ isAlongside }) => isAlongside === true) ? "race" : "comparison";
};

/**
 * Sends suspects of one fingerprint again, the earliest first, until one breaks the same law in the same way often enough to
 * be believed, and shrinks that one. What is beyond doubt, and can't be seen twice, is believed as it is. Null where none does: the server answers otherwise from time to time, which is no finding.
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

  const seeAgain = async ({ testCase, fingerprint, violation }: Suspect): Promise<Sighting | null> => {
    const subject = subjectOf(testCase);
    const told = [violation];
    let misses = 0;
    for (let tries = 0; tries < MOST_TRIES && misses < mostMisses(subject); tries += 1) {
      const sighting = await sight(testCase, fingerprint);
      misses = sighting === null ? misses + 1 : 0;
      if (sighting === null) continue;
      told.push(sighting.breach.violation);
      if (isBelievable(told, subject)) return sighting;
    }
    return null;
  };

  for (const suspect of suspects) {
    const again = await seeAgain(suspect);
    if (again === null && suspect.onlyOnce !== null)
      return { suspect, testCase: suspect.testCase, ...suspect.onlyOnce };
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
