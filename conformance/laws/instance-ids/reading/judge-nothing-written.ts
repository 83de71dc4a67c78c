import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { StoredAround } from "../../../cases/stored.ts";
import type { Reading } from "../../../cases/reading.ts";
import { jsonLine } from "../../json-line.ts";
import { answeredCvms } from "./answered-cvms.ts";
import { itemName } from "./item-words.ts";
import type { ItemStatus, RefreshItem } from "./refresh-answer.ts";
import { tellsOfChange } from "./stored-change.ts";

/**
 * Judges that a request that writes left alone the stored ids of the CVMs that it answered with `status`. The readings are of
 * a preview with every filter off, of the request, and of the same preview again.
 */
export const judgeNothingWritten = (
  [beforeReading, wetReading, afterReading]: readonly Reading[],
  stored: StoredAround | null,
  status: ItemStatus,
): Judgement => {
  const before = beforeReading === undefined ? null : answeredCvms(beforeReading);
  const wet = wetReading === undefined ? null : answeredCvms(wetReading);
  const after = afterReading === undefined ? null : answeredCvms(afterReading);
  if (before === null || wet === null || after === null) return notExercised;
  let evidence = 0;
  let violation: Violation | null = null;
  const test = (item: RefreshItem, from: string | null, to: string | null, isChanged: boolean): void => {
    evidence += 1;
    if (!isChanged) return;
    violation ??= {
      message: `${itemName(item)} was answered ${status}, and yet its stored id was changed.`,
      expected: `${jsonLine(from)}, as before`,
      actual: jsonLine(to),
      discriminator: `${status} ${to === item.newInstanceId ? "wrote what was found" : "changed the id"}`,
    };
  };
  for (const [cvmId, item] of wet.items) {
    // An id that another CVM of the batch holds or claims may pass to that one.
    if (item.status !== status || wet.contended.has(cvmId)) continue;
    const from = stored?.before.get(cvmId);
    const to = stored?.after.get(cvmId);
    if (from !== undefined && to !== undefined) test(item, from, to, from !== to);
    const earlier = before.items.get(cvmId);
    const later = after.items.get(cvmId);
    if (earlier !== undefined && later !== undefined)
      test(item, earlier.oldInstanceId, later.oldInstanceId, tellsOfChange(earlier, later));
  }
  return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
};
