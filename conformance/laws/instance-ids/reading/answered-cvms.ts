import type { CvmId } from "../../../cases/cvm-id.ts";
import type { Reading } from "../../../cases/reading.ts";
import { contendedItems } from "./contended-items.ts";
import { isCut } from "./is-cut.ts";
import { isOfCvm, itemName } from "./item-words.ts";
import { type RefreshItem, refreshAnswer } from "./refresh-answer.ts";
import { remembering } from "./remembering.ts";

/** The CVMs that an answer speaks of. */
export interface AnsweredCvms {
  /** By `cvm_id`; a CVM that is there twice is left out, for it is not clear what was said of it. */
  readonly items: ReadonlyMap<CvmId, RefreshItem>;
  /** Those whose ids another item of the same answer holds or found too. */
  readonly contended: ReadonlySet<CvmId>;
  /** The limit left some out. */
  readonly isCut: boolean;
}

/** The CVMs of a successful answer, or null where the reading holds none. */
export const answeredCvms: (reading: Reading) => AnsweredCvms | null = remembering((reading: Reading) => {
  const answer = refreshAnswer(reading);
  if (answer === null) return null;
  const contendedNames = contendedItems(answer.items);
  const items = new Map<CvmId, RefreshItem>();
  const repeated = new Set<CvmId>();
  const contendedCvms = new Set<CvmId>();
  for (const item of answer.items) {
    if (!isOfCvm(item)) continue;
    if (items.has(item.cvmId)) repeated.add(item.cvmId);
    items.set(item.cvmId, item);
    if (contendedNames.has(itemName(item))) contendedCvms.add(item.cvmId);
  }
  for (const cvmId of repeated) items.delete(cvmId);
  return { items, contended: contendedCvms, isCut: isCut(answer) };
});
