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
  readonly asked: readonly RefreshOptions[];
  readonly after: AnsweredCvms;
}

/** So often in a row what was named alone has to be changed alone: a fleet that moves does not follow what is asked. */
const BEYOND_CHANCE = 3;

/** The steps of a sequence in which `isRefused` tells the requests from the previews around them; null where a preview was not answered, or a request is no valid one. */
export const refusedSteps = (
  readings: readonly Reading[],
  isRefused: (reading: Reading) => boolean,
): readonly RefusedStep[] | null => {
  const steps: RefusedStep[] = [];
  let before: AnsweredCvms | null = null;
  let asked: RefreshOptions[] = [];
  for (const reading of readings) {
    if (isRefused(reading)) {
      const options = refreshOptions(reading);
      if (options === null) return null;
      asked.push(options);
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

/** How many ids the requests of these steps would have written, had they not been refused. */
export const writableIn = (steps: readonly RefusedStep[]): number =>
  steps
    .map(
      ({ before, asked }) =>
        [...before.items.values()].filter((item) => asked.some((options) => wouldWrite(options, item, before))).length,
    )
    .reduce((sum, count) => sum + count, 0);

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
  const [name, ...more] = only?.cvmIds ?? [];
  const [changed, ...strays] = changedIn(step);
  if (changed === undefined || others.length + more.length + strays.length > 0) return false;
  const told = step.before.items.get(changed)?.newInstanceId ?? null;
  return name === String(changed) && isSameInstance(told, step.after.items.get(changed)?.oldInstanceId ?? null);
};

/** Whether the steps show beyond doubt that what is refused writes. */
export const areBeyondDoubt = (steps: readonly RefusedStep[]): boolean =>
  steps.length >= BEYOND_CHANCE && steps.every(followsRequest);
