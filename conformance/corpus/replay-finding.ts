import type { Case } from "../cases/case.ts";
import type { Reading } from "../cases/reading.ts";
import type { Breach, Trial } from "../cases/trial.ts";
import type { CauseNames } from "../engine/cause-names.ts";
import type { Confirmed } from "../findings/confirm.ts";
import { shrink } from "../findings/shrink.ts";
import type { ReplayVerdict } from "../report/reported-replays.ts";
import type { RecordedFinding } from "./corpus-file.ts";

/** What became of a recorded finding that was sent again. */
export interface Replayed {
  readonly verdict: ReplayVerdict;
  /** Why it is untested, or how far it is fixed where more of the same may show otherwise; else null. */
  readonly why: string | null;
  /** Where it is about what previews write, and fixed: how many of them were sent, none of which was seen to write. */
  readonly previews?: number;
  /** What it shows now, where it is broken. */
  readonly confirmed: Confirmed | null;
  /** It was sent, and could not have shown the bug: what it wrote is stored, or the server holds other data. What a run shows besides counts then. */
  readonly isIdle?: true;
}

/** What a replay needs of the engine. */
export interface Replayer {
  /** Sends a case with no other under way. What is seen counts as evidence only the first time. */
  readonly attempt: (testCase: Case, counts: boolean) => Promise<Trial>;
  readonly names: Pick<CauseNames, "kind" | "traitsOf">;
  readonly isOver: () => boolean;
}

/** Where a recorded finding stands, and what it could be put to the test with. */
export interface ReplayPlace {
  /** Its position among those that are sent again. */
  readonly order: number;
  /** What would put its law to the test. */
  readonly missing: string | undefined;
  readonly hasStateProbe: boolean;
  /** Why the server, as it was found, may not have shown the bug again; null where it is as when the finding was made, as far as it takes that. */
  readonly whyIdle: (readings: readonly Reading[]) => string | null;
}

/** One answer may be luck, and so may one that repeats it. */
const ATTEMPTS = 3;

/** Whether a law is broken in the way that was recorded, in the words of whichever version. */
const isRecordedIn = (entry: RecordedFinding, { law, violation }: Breach): boolean =>
  law.id === entry.law &&
  (violation.discriminator === entry.discriminator || violation.formerly === entry.discriminator);

/** A verdict without a case to show for it. */
export const untested = (why: string): Replayed => ({ verdict: "untested", why, confirmed: null });

/** Why nothing is known of what was found with a state probe where there is none. */
const UNSHOWN = "it was found with --state-url, without which its requests may not show it";

/**
 * Sends a recorded finding again, several times. What was recorded by version 0.1.0 is made as small as this one makes it. Only times that put its law to the test, and could
 * have shown the bug, count: what once wrote may find nothing left to write.
 */
export const replayFinding = async (
  entry: RecordedFinding,
  testCase: Case,
  { attempt, names, isOver }: Replayer,
  { order, missing, hasStateProbe, whyIdle }: ReplayPlace,
): Promise<Replayed> => {
  const sightings: Pick<Confirmed, "trial" | "breach">[] = [];
  let held = 0;
  let idle: string | null = null;
  for (let count = 0; count < ATTEMPTS; count += 1) {
    const trial = await attempt(testCase, count === 0);
    const breach = trial.breaches.find((candidate) => isRecordedIn(entry, candidate));
    if (breach !== undefined) sightings.push({ trial, breach });
    else if (trial.exercised.includes(entry.law)) {
      const why = whyIdle(trial.readings);
      if (why === null) held += 1;
      else idle = why;
    }
  }
  const sighting = sightings.at(-1);
  if (sighting === undefined) {
    if (held > 0) return { verdict: "fixed", why: null, confirmed: null };
    if (entry.needs.state && !hasStateProbe) return untested(UNSHOWN);
    const unproven = `its own requests did not put its law to the test. ${missing ?? ""}`.trim();
    return { ...untested(idle ?? unproven), isIdle: true };
  }
  if (held > 0) return { verdict: "unstable", why: null, confirmed: null };
  const smallest =
    entry.schemaVersion === 1
      ? await shrink(
          { testCase, evidence: sighting },
          async (simpler) => {
            const trial = await attempt(simpler, false);
            const breach = trial.breaches.find((candidate) => isRecordedIn(entry, candidate));
            return breach === undefined ? null : { trial, breach };
          },
          isOver,
        )
      : { testCase, evidence: sighting };
  const suspect = {
    fingerprint: names.kind(sighting.breach),
    traits: names.traitsOf(smallest.testCase),
    phase: "replay",
    order,
  } as const;
  return {
    verdict: "broken",
    why: null,
    confirmed: { suspect, isSmallest: true, testCase: smallest.testCase, ...smallest.evidence },
  };
};
