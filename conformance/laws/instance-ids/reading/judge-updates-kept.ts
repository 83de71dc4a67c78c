import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { StoredAround } from "../../../cases/stored.ts";
import type { Reading } from "../../../cases/reading.ts";
import { jsonLine } from "../../json-line.ts";
import { answeredCvms } from "./answered-cvms.ts";
import { itemName } from "./item-words.ts";
import type { RefreshItem } from "./refresh-answer.ts";
import { byAnswers, type ShownBy } from "./shown-by.ts";
import { idOrNull, isSameInstance, toldStoredId } from "./stored-change.ts";

const breachOf = (item: RefreshItem, stored: string | null, by: ShownBy): Violation | null =>
  stored === item.newInstanceId
    ? null
    : {
        message: `${itemName(item)} was reported updated, and afterwards, by ${by}, ${stored === null ? "no id" : "another id than the one reported"} was stored.`,
        expected: jsonLine(item.newInstanceId),
        actual: stored === null ? "none" : jsonLine(stored),
        discriminator: stored === idOrNull(item.oldInstanceId) ? "lost" : "altered",
      };

/** Judges that what a request that writes reported `updated` is stored, exactly: as a preview of the same CVMs tells afterwards, and the store. */
export const judgeUpdatesKept = (
  wetReading: Reading | undefined,
  dryReading: Reading | undefined,
  stored: StoredAround | null,
): Judgement => {
  const happened = wetReading === undefined ? null : answeredCvms(wetReading);
  const later = dryReading === undefined ? null : answeredCvms(dryReading);
  if (happened === null || later === null) return notExercised;
  let evidence = 0;
  const violations = new Map<string, Violation>();
  for (const [cvmId, item] of happened.items) {
    if (item.status !== "updated" || idOrNull(item.newInstanceId) === null) continue;
    const afterwards = later.items.get(cvmId);
    if (afterwards === undefined || happened.contended.has(cvmId) || later.contended.has(cvmId)) continue;
    // Another id is found by now: the CVM moves by itself, and so may what is stored.
    if (!isSameInstance(afterwards.newInstanceId, item.newInstanceId)) continue;
    const kept = stored?.after.get(cvmId);
    for (const [id, by] of [
      [kept, "the state probe"],
      [toldStoredId(afterwards), byAnswers(kept !== undefined && kept === item.newInstanceId)],
    ] as const) {
      if (id === undefined) continue;
      evidence += 1;
      const violation = breachOf(item, id, by);
      if (violation !== null && !violations.has(violation.discriminator))
        violations.set(violation.discriminator, violation);
    }
  }
  return evidence === 0 ? notExercised : { evidence, violations: [...violations.values()] };
};
