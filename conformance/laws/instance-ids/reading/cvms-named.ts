import type { CvmId } from "../../../cases/cvm-id.ts";
import type { Reading } from "../../../cases/reading.ts";
import { isCut } from "./is-cut.ts";
import { isNamed, isOfCvm } from "./item-words.ts";
import { type RefreshItem, refreshAnswer } from "./refresh-answer.ts";
import { refreshOptions } from "./refresh-options.ts";

/** Whether an item only gives back a number that it was asked about: it says nothing of a CVM. */
export const isEcho = (
  { cvmId, status, oldInstanceId, newInstanceId }: RefreshItem,
  names: Iterable<string>,
): boolean =>
  (status === "skipped" || status === "error") &&
  !isNamed(oldInstanceId) &&
  !isNamed(newInstanceId) &&
  [...names].some((name) => Number(name) === cvmId);

/** The numbers of the CVMs that a request's `cvm_ids` turned out to name; null where the answer can't be read, or lists only some. */
export const cvmsNamed = (reading: Reading | undefined): ReadonlySet<CvmId> | null => {
  if (reading === undefined) return null;
  const answer = refreshAnswer(reading);
  const names = refreshOptions(reading)?.cvmIds;
  if (answer === null || names == null || isCut(answer)) return null;
  return new Set(answer.items.filter((item) => isOfCvm(item) && !isEcho(item, names)).map(({ cvmId }) => cvmId));
};
