import type { Case } from "../cases/case.ts";
import type { Level } from "../cases/judgement.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Reading } from "../cases/reading.ts";
import type { Breach, Sighting, Trial } from "../cases/trial.ts";
import type { Engine } from "../engine/engine.ts";
import { KEPT_PER_KIND, type Suspect } from "../engine/suspect-list.ts";
import { includesAlike } from "../engine/trait-codes.ts";
import { CutOffError } from "../target/cut-off-error.ts";
import { isTroubled } from "../target/health-check.ts";
import { NOT_ALONE, NOT_SENT_ALONE } from "../report/not-alone.ts";
import { asksForPreview } from "../generate/preview.ts";
import { callersIn } from "./callers-in.ts";
import { isBelievable, type Subject } from "./is-believable.ts";
import { seenAgain } from "./seen-again.ts";
import { shrink } from "./shrink.ts";

/** A broken law, seen again, in its smallest case. */
export interface Confirmed {
  readonly suspect: Pick<Suspect, "fingerprint" | "phase" | "order" | "traits">;
  /** What is sent is the smallest found that shows it; else it is what happened to be sent. */
  readonly isSmallest: boolean;
  /** Smaller ones were not sent, for previews were stopped. */
  readonly isCutShort?: true;
  /** It is believed by number: what was sent again did not show it by itself. */
  readonly isByNumber?: true;
  /** What was sent. */
  readonly testCase: Case;
  readonly trial: Trial;
  readonly breach: Breach;
}

const levelOf = ({ law, violation }: Breach): Level => violation.level ?? law.level;

/** A suspect is sent again so often at most. */
const MOST_TRIES = 6;

/** It is not sent again once it showed nothing so often in a row. */
const mostMisses = (subject: Subject): number => (subject === "race" ? 2 : 1);

/** A sighting that may be the work of an outage counts only as one of so many in a row. */
const SHAKEN_SIGHTINGS = 3;

/** Whether a failure may come of itself now and then. What is not answered in time is waited for three times as long when it is sent again, and that tells enough. */
const isByChance = (reading: Reading): boolean =>
  isTroubled(reading) && !(reading.outcome.kind === "fault" && reading.outcome.fault === "timeout");

const subjectOf = ({ testCase: { relation, plans }, seen }: Suspect): Subject => {
  if (relation === null) return seen.trial.readings.some(isByChance) ? "failure" : "answer";
  return plans.some(({ isAlongside }) => isAlongside === true) ? "race" : "comparison";
};

/**
 * Whether what was seen is an answer of the operation that contradicts the contract's text: what stands in front of a server that is down may
 * answer 200 too, with a page, and two CVMs may well be told the same id while others write.
 */
const contradictsItself = ({ seen, testCase }: Suspect): boolean =>
  testCase.relation === null &&
  levelOf(seen.breach) === "must" &&
  seen.trial.readings.every(
    ({ outcome, answer }) => outcome.kind === "response" && outcome.status < 400 && answer.kind === "json",
  );

/** A suspect that is believed as it was seen. */
const asSeen = ({ seen: { trial, breach }, testCase, ...suspect }: Suspect): Confirmed => ({
  suspect,
  isSmallest: false,
  testCase,
  trial,
  breach,
});

/** What is believed though it does not come again, because it is beyond doubt by itself or by number; null where nothing is. */
const beyondDoubt = (
  suspects: readonly Suspect[],
  maySend: (testCase: Case) => boolean,
  byNumber: typeof NOT_ALONE | typeof NOT_SENT_ALONE,
): Confirmed | null => {
  const conclusive = suspects.find(({ seen }) => seen.breach.violation.isConclusive === true);
  if (conclusive !== undefined) {
    const seen = asSeen(conclusive);
    return maySend(seen.testCase) ? seen : { ...seen, isCutShort: true };
  }
  const [first] = suspects;
  // One answer that contradicts the contract does so whatever moves. Some servers give such answers only under load, or after others.
  if (first === undefined || suspects.length < KEPT_PER_KIND || !suspects.every(contradictsItself)) return null;
  if (!maySend(first.testCase)) return { ...asSeen(first), isByNumber: true, isCutShort: true };
  const { breach, ...seen } = asSeen(first);
  const { violation } = breach;
  const message = `${violation.message} ${byNumber}`;
  return { ...seen, isByNumber: true, breach: { ...breach, violation: { ...violation, message } } };
};

/** What of a few suspects is believed when they are sent again, made small; null where none comes again. */
const confirmAgain = async (
  engine: Engine,
  suspects: readonly Suspect[],
  isOver: () => boolean,
  narrower: (plan: RequestPlan) => RequestPlan,
): Promise<Confirmed | null> => {
  await engine.recovery.recover(callersIn(suspects));

  const sight = async (testCase: Case, suspect: Suspect): Promise<Sighting | null> => {
    const trial = await engine.try(testCase, { counts: false, isAlone: true });
    const breach = seenAgain(trial, suspect, engine.names);
    return breach === null ? null : { trial, breach };
  };

  /** Whether the server was not well right after a sighting; then it has been waited for. */
  const isShaken = async ({ trial }: Sighting): Promise<boolean> => {
    const troubled = trial.readings.filter(isTroubled);
    const callers = troubled.map(({ request }) => request.credential);
    if (troubled.length === 0 || (await engine.recovery.isWell(callers))) return false;
    await engine.recovery.recover(callers);
    return true;
  };

  /** Sends a small preview beside a case, so often: what fails at every so many-th call is not to meet the case at the same place each time. */
  const fallOutOfStep = async ({ plans }: Case, times: number): Promise<void> => {
    const plan = plans.find(asksForPreview);
    if (plan === undefined) return;
    const small: Case = { plans: [narrower(plan)], relation: null, simpler: () => [] };
    if (!engine.maySend(small)) return;
    for (let count = 0; count < times; count += 1) await engine.try(small, { counts: false, isAlone: false });
  };

  const seeAgain = async (
    suspect: Suspect,
  ): Promise<{ readonly sighting: Sighting; readonly bringsDown: boolean } | null> => {
    const { testCase, seen } = suspect;
    const subject = subjectOf(suspect);
    const told = [seen.breach.violation];
    let misses = 0;
    let shaken = 0;
    for (let tries = 0; tries < MOST_TRIES && misses < mostMisses(subject); tries += 1) {
      if (subject === "comparison") await fallOutOfStep(testCase, tries);
      const sighting = await sight(testCase, suspect);
      misses = sighting === null ? misses + 1 : 0;
      if (sighting === null) continue;
      if (await isShaken(sighting)) shaken += 1;
      else told.push(sighting.breach.violation);
      const bringsDown = shaken >= SHAKEN_SIGHTINGS;
      if (bringsDown || isBelievable(told, subject)) return { sighting, bringsDown };
    }
    return null;
  };

  for (const suspect of suspects.filter(({ testCase }) => engine.maySend(testCase))) {
    const again = await seeAgain(suspect);
    if (again === null) continue;
    let isCutShort: true | undefined;
    const { testCase, evidence } = await shrink(
      { testCase: suspect.testCase, evidence: again.sighting },
      async (testCase) => {
        // What the suspect has not in it would show another bug.
        if (!includesAlike(suspect.traits, engine.names.traitsOf(testCase))) return null;
        if (!engine.maySend(testCase)) {
          if (engine.isBarred(testCase)) isCutShort = true;
          return null;
        }
        const sighting = await sight(testCase, suspect);
        if (sighting === null || ((await isShaken(sighting)) && !again.bringsDown)) return null;
        // One failure may be by chance, and would be told of a request that has nothing to do with it.
        return subjectOf(suspect) === "failure" ? sight(testCase, suspect) : sighting;
      },
      isOver,
    );
    return { suspect, isSmallest: true, testCase, ...evidence, ...(isCutShort ? { isCutShort } : {}) };
  }
  return null;
};

/**
 * Sends suspects of one fingerprint again, the earliest first, until one breaks the same law in the same way often enough to
 * be believed, and shrinks that one. What is beyond doubt, and does not come again, is believed as it is. Null where none does: the server answers otherwise from time to time, which is no finding.
 * `narrower` makes a small request of one. Rejects with `LostError` where the server is not well any more.
 */
export const confirm = async (
  engine: Engine,
  suspects: readonly Suspect[],
  isOver: () => boolean,
  narrower: (plan: RequestPlan) => RequestPlan,
): Promise<Confirmed | null> => {
  const maySend = (testCase: Case): boolean => engine.maySend(testCase);
  try {
    const confirmed = await confirmAgain(engine, suspects, isOver, narrower);
    return confirmed ?? beyondDoubt(suspects, maySend, NOT_ALONE);
  } catch (error) {
    const known = error instanceof CutOffError ? beyondDoubt(suspects, maySend, NOT_SENT_ALONE) : null;
    if (known === null) throw error;
    return known;
  }
};
