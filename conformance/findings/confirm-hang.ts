import type { Case } from "../cases/case.ts";
import type { Sighting, Trial } from "../cases/trial.ts";
import type { Engine } from "../engine/engine.ts";
import type { Recovery } from "../engine/recovery.ts";
import type { Suspect } from "../engine/suspect-list.ts";
import { includesAlike } from "../engine/trait-codes.ts";
import type { Waiting } from "../engine/waits.ts";
import { unansweredDetail } from "../target/collect-answer.ts";
import { callersIn } from "./callers-in.ts";
import type { Confirmed } from "./confirm.ts";
import { seenAgain } from "./seen-again.ts";
import { shrink } from "./shrink.ts";

/** A suspect that hung. */
export const isHang = ({ testCase, seen }: Suspect): boolean =>
  testCase.relation === null &&
  testCase.plans.length === 1 &&
  seen.trial.readings.some(({ outcome }) => outcome.kind === "fault" && outcome.fault === "timeout");

/**
 * What became of a suspect that hung. `answered`: not when it was sent again. `shaken`: the server was not well right after it.
 * `hangs`: it hung again, for as long as was waited; `isProven` tells whether it did so for all the time for which an answer was listened for.
 */
export type HangVerdict =
  | { readonly kind: "answered" | "shaken" }
  | { readonly kind: "hangs"; readonly confirmed: Confirmed; readonly isProven: Promise<boolean> };

interface BriefSighting extends Sighting {
  readonly waiting: Waiting;
}

/** A trial of a request that hung, told as what it is once nothing was heard in all the time that was listened. */
const asListened = (trial: Trial, waiting: Waiting): Trial => ({
  ...trial,
  readings: trial.readings.map((reading) =>
    reading.outcome.kind === "fault" && reading.outcome.fault === "timeout"
      ? { ...reading, outcome: { ...reading.outcome, detail: unansweredDetail("whole answer", waiting.heardMs()) } }
      : reading,
  ),
});

/** What is needed of the engine. */
export interface HangEngine extends Pick<Engine, "tryBriefly" | "names" | "maySend" | "isBarred"> {
  readonly recovery: Pick<Recovery, "isWell" | "recover">;
}

/**
 * Sends a suspect that hung again, and makes it small, waiting briefly each time. That it hangs holds only where it is proven afterwards:
 * nobody waits for that here. Rejects with `LostError` where the server is not well any more.
 */
export const confirmHang = async (
  engine: HangEngine,
  suspect: Suspect,
  isOver: () => boolean,
): Promise<HangVerdict> => {
  const callers = callersIn([suspect]);
  let isShaken = false;
  const sight = async (testCase: Case): Promise<BriefSighting | null> => {
    const { trial, waiting } = await engine.tryBriefly(testCase);
    const breach = seenAgain(trial, suspect, engine.names);
    if (breach === null) return null;
    isShaken = !(await engine.recovery.isWell(callers));
    if (isShaken) await engine.recovery.recover(callers);
    return isShaken ? null : { trial, breach, waiting };
  };

  const again = await sight(suspect.testCase);
  if (again === null) return { kind: isShaken ? "shaken" : "answered" };
  let isCutShort: true | undefined;
  const { testCase, evidence } = await shrink(
    { testCase: suspect.testCase, evidence: again },
    // What the suspect has not in it would show another bug.
    async (simpler) => {
      if (!includesAlike(suspect.traits, engine.names.traitsOf(simpler))) return null;
      if (engine.isBarred(simpler)) isCutShort = true;
      return engine.maySend(simpler) ? sight(simpler) : null;
    },
    isOver,
  );
  const { trial, breach, waiting } = evidence;
  return {
    kind: "hangs",
    confirmed: {
      suspect,
      isSmallest: true,
      testCase,
      trial: asListened(trial, waiting),
      breach,
      ...(isCutShort ? { isCutShort } : {}),
    },
    isProven: waiting.hangsForGood(),
  };
};
