import type { CvmId } from "../../../cases/cvm-id.ts";
import type { Reading } from "../../../cases/reading.ts";
import { answeredCvms } from "./answered-cvms.ts";
import { canonicalId } from "./canonical-id.ts";
import { isNamed } from "./item-words.ts";
import type { RefreshItem } from "./refresh-answer.ts";

/** Which of a CVM's ids: the one that is stored, or the one that was found. */
export type IdField = "old_instance_id" | "new_instance_id";

/** An id that an answer told of a CVM, in canonical form. */
export interface ToldId {
  readonly instanceId: string;
  /** It was stored, or a host told it: no other CVM has a claim to it. */
  readonly isOwn: boolean;
}

const toldId = (item: RefreshItem, field: IdField): ToldId | null => {
  const id = field === "old_instance_id" ? item.oldInstanceId : item.newInstanceId;
  if (!isNamed(id)) return null;
  const isFromHost = item.source === "teepod_state" || item.source === "teepod_info";
  return { instanceId: canonicalId(id), isOwn: field === "old_instance_id" || isFromHost };
};

/** By CVM the ids that answers told of it, in the order of the answers; one without an id tells none. */
export const toldIds = (readings: readonly Reading[], field: IdField): ReadonlyMap<CvmId, readonly ToldId[]> => {
  const told = new Map<CvmId, ToldId[]>();
  for (const reading of readings)
    for (const item of answeredCvms(reading)?.items.values() ?? []) {
      const id = toldId(item, field);
      if (id === null) continue;
      const ids = told.get(item.cvmId) ?? [];
      ids.push(id);
      told.set(item.cvmId, ids);
    }
  return told;
};
