import type { CvmId } from "../../../cases/cvm-id.ts";
import type { Reading } from "../../../cases/reading.ts";
import { type AnsweredCvms, answeredCvms } from "./answered-cvms.ts";
import { isNamed } from "./item-words.ts";
import type { RefreshItem } from "./refresh-answer.ts";
import { type RefreshOptions, refreshOptions } from "./refresh-options.ts";
import { isSameInstance, tellsOfChange } from "./stored-change.ts";

/** Requests that were refused, one or more, between two previews of all CVMs. */
export interface RefusedStep {
  readonly before: AnsweredCvms;
  readonly asked: readonly Reading[];
  readonly after: AnsweredCvms;
}

/** So often in a row what was named alone has to be changed alone: a fleet that moves does not follow what is asked. */
const BEYOND_CHANCE = 3;

/** The steps of a sequence in which `isAsked` tells the requests from the previews around them; null where one of these was not answered. */
export const refusedSteps = (
  readings: readonly Reading[],
  isAsked: (reading: Reading) => boolean,
): readonly RefusedStep[] | null => {
  const steps: RefusedStep[] = [];
  let before: AnsweredCvms | null = null;
  let asked: Reading[] = [];
  for (const reading of readings) {
    if (isAsked(reading)) {
      asked.push(reading);
      continue;
    }
    const after = answeredCvms(reading);
    if (after === null) return null;
    if (before !== null && asked.length > 0) steps.push({ before, asked, after });
    before = after;
    asked = [];
  }
  return steps;
};

/** Whether a request would write an id that a preview with every filter off tells of, had it not been refused: of the CVMs that it names by number, or of all. */
const wouldWrite = (
  { cvmIds, runningOnly, missingOnly, overwrite, limit }: RefreshOptions,
  { cvmId, oldInstanceId, newInstanceId }: RefreshItem,
  { items }: AnsweredCvms,
): boolean => {
  if (!isNamed(newInstanceId) || isSameInstance(oldInstanceId, newInstanceId) || runningOnly) return false;
  if (isNamed(oldInstanceId) && (missingOnly || !overwrite)) return false;
  return cvmIds === null ? items.size <= limit : cvmIds.includes(String(cvmId));
};

/** How many ids the valid requests of these steps would have written, had they not been refused. */
export const writableIn = (steps: readonly RefusedStep[]): number =>
  steps
    .map(({ before, asked }) => {
      const options = asked.map(refreshOptions).filter((one) => one !== null);
      return [...before.items.values()].filter((item) => options.some((one) => wouldWrite(one, item, before))).length;
    })
    .reduce((sum, count) => sum + count, 0);

/** The one CVM that the text of a request names by its number; null where there is none, or several. Most of these texts are no valid requests. */
const namedAlone = ({ request: { body } }: Reading): string | null =>
  /\\?"cvm_ids\\?":\[\\?"(\d+)\\?"(,0)?\]/.exec(new TextDecoder().decode(body ?? undefined))?.[1] ?? null;

const changedIn = ({ before, after }: RefusedStep): readonly CvmId[] =>
  [...before.items].flatMap(([cvmId, item]) => {
    const now = after.items.get(cvmId);
    const isChanged =
      now !== undefined && tellsOfChange(item, now) && !isSameInstance(item.oldInstanceId, now.oldInstanceId);
    return isChanged ? [cvmId] : [];
  });

/** Whether a step changed the one CVM that its one request names, to the id that was told, and no other. */
const followsRequest = (step: RefusedStep): boolean => {
  const [only, ...others] = step.asked;
  const [changed, ...strays] = changedIn(step);
  if (only === undefined || changed === undefined || others.length + strays.length > 0) return false;
  const told = step.before.items.get(changed)?.newInstanceId ?? null;
  const now = step.after.items.get(changed)?.oldInstanceId ?? null;
  return namedAlone(only) === String(changed) && isSameInstance(told, now);
};

/** Whether the steps show beyond doubt that what is refused writes. */
export const areBeyondDoubt = (steps: readonly RefusedStep[]): boolean =>
  steps.length >= BEYOND_CHANCE && steps.every(followsRequest);
