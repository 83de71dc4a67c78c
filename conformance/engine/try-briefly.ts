import type { Case } from "../cases/case.ts";
import type { Reading } from "../cases/reading.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Trial } from "../cases/trial.ts";
import type { EngineParts } from "./engine-parts.ts";
import type { RequestSender } from "./request-sender.ts";
import type { Waiting } from "./waits.ts";

/** A case of one request that was waited for no longer than answers take. */
export interface BriefTrial {
  readonly trial: Trial;
  /** How its request was waited for, which may go on. */
  readonly waiting: Waiting;
}

/** Sends a case of one request, and judges it as it stands after a short wait. Throws `RangeError` for a case of several. */
export const tryBriefly = async (
  { plans: [plan, ...others] }: Case,
  { guard, book }: Pick<EngineParts, "guard" | "book">,
  sender: RequestSender,
): Promise<BriefTrial> => {
  if (plan === undefined || others.length > 0) throw new RangeError("Only one request can be tried briefly.");
  let last: Waiting | null = null;
  const ask = (one: RequestPlan): Promise<Reading> =>
    one === plan
      ? sender.send(one, "briefly", (waiting) => {
          last = waiting;
        })
      : sender.send(one, "patiently");
  const readings = [await (guard?.send(plan, ask) ?? ask(plan))];
  const waiting: Waiting | null = last;
  if (waiting === null) throw new RangeError("The request was not sent.");
  return { trial: { readings, ...book.judge(readings, null, null, false) }, waiting };
};
