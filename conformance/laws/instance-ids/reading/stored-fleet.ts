import type { CvmId } from "../../../cases/cvm-id.ts";
import type { StoredAround, StoredFact } from "../../../cases/stored.ts";
import { isNamed } from "./item-words.ts";

/** Whether a CVM runs. Source: openapi.json, /components/schemas/BatchInstanceIdRefreshRequest/properties/running_only: `status=running`. */
export const isRunning = ({ status }: StoredFact): boolean => status === "running";

/** One CVM as it was stored before a case and after it. */
export interface StoredCvm extends StoredFact {
  readonly cvmId: CvmId;
  readonly hasId: boolean;
}

/** All CVMs that are stored, or null where not all of them were the same before and after, or instance ids alone are told. */
export const storedFleet = ({ before, after, facts }: StoredAround): readonly StoredCvm[] | null => {
  if (facts === undefined || facts.size !== before.size || facts.size !== after.size) return null;
  const fleet: StoredCvm[] = [];
  for (const [cvmId, fact] of facts) {
    const id = before.get(cvmId);
    if (id === undefined || id !== after.get(cvmId)) return null;
    fleet.push({ ...fact, cvmId, hasId: isNamed(id) });
  }
  return fleet;
};
