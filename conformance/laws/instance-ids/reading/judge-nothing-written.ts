import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { StoredAround } from "../../../cases/stored.ts";
import type { Reading } from "../../../cases/reading.ts";
import { jsonLine } from "../../json-line.ts";
import { answeredCvms } from "./answered-cvms.ts";
import { itemName } from "./item-words.ts";
import { isOfALook, type Looks } from "./kept-around.ts";
import type { ItemStatus, RefreshItem } from "./refresh-answer.ts";
import { byAnswers, type ShownBy } from "./shown-by.ts";
import { tellsOfChange } from "./stored-change.ts";

/** From when on each answer about the CVM was the one that writes nothing: whichever of these requests wrote, it broke the law. */
const startOf = ({ first, before }: Looks, status: ItemStatus): RefreshItem | undefined =>
  first?.status === status && before?.status === status ? first : before;

/** What is known of a CVM's stored id before and after, and by what. */
interface Shown {
  readonly by: ShownBy;
  readonly from: string | null;
  readonly to: string | null;
  readonly isChanged: boolean;
}

/**
 * Judges that a request that writes left alone the stored ids of the CVMs that it answered with `status`. The readings are of
 * two previews with every filter off, of the request, and of the same preview again. What a preview wrote is not the request's.
 */
export const judgeNothingWritten = (
  readings: readonly Reading[],
  stored: StoredAround | null,
  status: ItemStatus,
): Judgement => {
  const [first, before, wet, after] = readings.map(answeredCvms);
  if (first == null || before == null || wet == null || after == null) return notExercised;
  let evidence = 0;
  let violation: Violation | null = null;
  const test = (item: RefreshItem, { by, from, to, isChanged }: Shown): void => {
    evidence += 1;
    if (!isChanged) return;
    violation ??= {
      message: `${itemName(item)} was answered ${status}, and yet, by ${by}, its stored id was changed.`,
      expected: `${jsonLine(from)}, as before`,
      actual: jsonLine(to),
      discriminator: `${status} ${to === item.newInstanceId ? "wrote what was found" : "changed the id"}`,
    };
  };
  for (const [cvmId, item] of wet.items) {
    // An id that another CVM of the batch holds or claims may pass to that one.
    if (item.status !== status || wet.contended.has(cvmId)) continue;
    const looks = { first: first.items.get(cvmId), before: before.items.get(cvmId), after: after.items.get(cvmId) };
    const from = stored?.before.get(cvmId);
    const to = stored?.after.get(cvmId);
    if (from !== undefined && to !== undefined && (from === to || !isOfALook(looks, from, to, status)))
      test(item, { by: "the state probe", from, to, isChanged: from !== to });
    const earlier = startOf(looks, status);
    const later = looks.after;
    if (earlier !== undefined && later !== undefined)
      test(item, {
        by: byAnswers(from !== undefined && from === to),
        from: earlier.oldInstanceId,
        to: later.oldInstanceId,
        isChanged: tellsOfChange(earlier, later),
      });
  }
  return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
};
