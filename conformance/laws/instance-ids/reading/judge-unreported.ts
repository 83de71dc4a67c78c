import type { CvmId } from "../../../cases/cvm-id.ts";
import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import type { StoredAround } from "../../../cases/stored.ts";
import { jsonLine } from "../../json-line.ts";
import { type AnsweredCvms, answeredCvms } from "./answered-cvms.ts";
import { canonicalId } from "./canonical-id.ts";
import { isNamed } from "./item-words.ts";
import { type Kept, movesUnasked } from "./kept-around.ts";
import type { RefreshItem } from "./refresh-answer.ts";
import { reportedUpdates } from "./reported-updates.ts";
import { isSameInstance, tellsOfChange, toldStoredId } from "./stored-change.ts";

const lookedAt = (earlier: RefreshItem, later: RefreshItem): Kept => {
  const [from, to] = [earlier.oldInstanceId, later.oldInstanceId];
  const isChanged = tellsOfChange(earlier, later) && !isSameInstance(from, to);
  return { from, to, isChanged, by: "what answers tell" };
};

/** Whether two previews tell of one and the same stored id, so that what changed had changed before the first or after the second. */
const tellOfOne = (earlier: RefreshItem | undefined, later: RefreshItem | undefined): boolean => {
  const [from, to] = [earlier, later].map((item) => (item === undefined ? undefined : toldStoredId(item)));
  return from !== undefined && to !== undefined && isSameInstance(from, to);
};

/** Whether there is an id to be written of a CVM, by a preview with every filter off. */
const mayBeWritten = ({ oldInstanceId, newInstanceId }: RefreshItem): boolean =>
  isNamed(newInstanceId) && !isSameInstance(oldInstanceId, newInstanceId);

/** What became of each CVM's stored id between two previews: as the store tells where it can be looked into, else as they do. */
const keptBetween = (
  earlier: AnsweredCvms,
  later: AnsweredCvms,
  stored: StoredAround | null,
): ReadonlyMap<CvmId, Kept> => {
  const kept = new Map<CvmId, Kept>();
  if (stored === null)
    for (const [cvmId, item] of earlier.items) {
      const afterwards = later.items.get(cvmId);
      if (afterwards !== undefined) kept.set(cvmId, lookedAt(item, afterwards));
    }
  for (const [cvmId, from] of stored?.before ?? []) {
    const to = stored?.after.get(cvmId);
    if (to === undefined) continue;
    const isChanged = !isSameInstance(from, to) && !tellOfOne(earlier.items.get(cvmId), later.items.get(cvmId));
    kept.set(cvmId, { from, to, isChanged, by: "the state probe" });
  }
  return kept;
};

/** Judges that between two previews and a third, of all CVMs, requests changed the stored ids of those alone that their answers report `updated`. */
export const judgeUnreported = (readings: readonly Reading[], stored: StoredAround | null): Judgement => {
  const asked = readings.slice(2, -1);
  const looks = [...readings.slice(0, 2), ...readings.slice(-1)].map(answeredCvms);
  const [first, second, last] = looks;
  const reported = reportedUpdates(asked);
  if (asked.length === 0 || first == null || second == null || last == null || reported === null) return notExercised;
  // Where the fleet changes while nobody asks for it, nothing can be told of what changes later.
  if (movesUnasked(first, second)) return notExercised;
  let evidence = 0;
  let violation: Violation | null = null;
  for (const [cvmId, { from, to, isChanged, by }] of keptBetween(second, last, stored)) {
    // An id may pass from its holder to the CVM that it was found for.
    const isClaimed = [from, to].some((id) => isNamed(id) && reported.claimed.has(canonicalId(id)));
    if (reported.cvmIds.has(cvmId) || reported.unclear.has(cvmId) || isClaimed) continue;
    // What nothing is left to be written of shows nothing where it is kept.
    const item = second.items.get(cvmId);
    if (isChanged || (item === undefined ? !isNamed(from) : mayBeWritten(item))) evidence += 1;
    if (!isChanged) continue;
    violation ??= {
      message: `By ${by}, the stored id of CVM ${cvmId} was changed, and no answer to a request that writes reports that it was updated.`,
      expected: `${jsonLine(from)}, as before`,
      actual: jsonLine(to),
      discriminator: "unreported",
    };
  }
  return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
};
