import type { CvmId } from "../../../cases/cvm-id.ts";
import type { Reading } from "../../../cases/reading.ts";
import { answeredCvms } from "./answered-cvms.ts";
import { canonicalId } from "./canonical-id.ts";
import { isNamed } from "./item-words.ts";

/** An id that an answer said was found for a CVM, in canonical form. */
export interface ToldId {
  readonly instanceId: string;
  /** A host told it, for which CVM it is: no other CVM has a claim to it. */
  readonly isFromHost: boolean;
}

/** By CVM the ids that were found for it, in the order of the answers; an answer that found none tells none. */
export const toldIds = (readings: readonly Reading[]): ReadonlyMap<CvmId, readonly ToldId[]> => {
  const told = new Map<CvmId, ToldId[]>();
  for (const reading of readings)
    for (const { cvmId, newInstanceId, source } of answeredCvms(reading)?.items.values() ?? []) {
      if (!isNamed(newInstanceId)) continue;
      const ids = told.get(cvmId) ?? [];
      const isFromHost = source === "teepod_state" || source === "teepod_info";
      told.set(cvmId, [...ids, { instanceId: canonicalId(newInstanceId), isFromHost }]);
    }
  return told;
};
