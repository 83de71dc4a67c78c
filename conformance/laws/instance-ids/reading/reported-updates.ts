import type { CvmId } from "../../../cases/cvm-id.ts";
import type { Reading } from "../../../cases/reading.ts";
import { canonicalId } from "./canonical-id.ts";
import { isNamed, isOfCvm } from "./item-words.ts";
import { type RefreshItem, refreshAnswer } from "./refresh-answer.ts";
import { refreshOptions } from "./refresh-options.ts";

/** Statuses of those who have not done what was asked. Others of 400 and above may come after half of it was done. */
const REFUSALS: ReadonlySet<number> = new Set([400, 401, 403, 413, 415, 422, 429]);

/** Whether a request was refused: nothing of it was done. */
export const wasRefused = ({ outcome }: Reading): boolean =>
  outcome.kind === "response" && REFUSALS.has(outcome.status);

/** What answers say that was written, all of them taken together. */
export interface ReportedUpdates {
  /** The CVMs that a request which writes reported `updated`. */
  readonly cvmIds: ReadonlySet<CvmId>;
  /** The ids that these had and have, each in its canonical form: one may have passed to them from another CVM. */
  readonly claimed: ReadonlySet<string>;
  /** The CVMs of which it is not clear whether they were written: those that were answered `error`. */
  readonly unclear: ReadonlySet<CvmId>;
}

/** What one answer reports as written; null where it does not say, or not of which CVM. */
const writtenIn = (reading: Reading): readonly RefreshItem[] | null => {
  if (wasRefused(reading)) return [];
  const answer = refreshAnswer(reading);
  if (answer === null || answer.items.length !== answer.scanned) return null;
  if (refreshOptions(reading)?.dryRun === true) return [];
  const told = answer.items.filter(({ status }) => status === "updated" || status === "error");
  return told.some((item) => item.status === "updated" && !isOfCvm(item)) ? null : told;
};

/** What a series of answers reports as written, or null where one of them leaves it open. */
export const reportedUpdates = (readings: readonly Reading[]): ReportedUpdates | null => {
  const written = readings.map(writtenIn).filter((items) => items !== null);
  if (written.length < readings.length) return null;
  const items = written.flat();
  const updated = items.filter(({ status }) => status === "updated");
  const ids = updated.flatMap(({ oldInstanceId, newInstanceId }) => [oldInstanceId, newInstanceId]).filter(isNamed);
  return {
    cvmIds: new Set(updated.map(({ cvmId }) => cvmId)),
    claimed: new Set(ids.map(canonicalId)),
    unclear: new Set(items.filter(({ status }) => status === "error").map(({ cvmId }) => cvmId)),
  };
};
