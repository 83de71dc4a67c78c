import type { Cvm } from "../fleet/fleet.ts";
import { StoreError } from "./store-error.ts";

const refuseDuplicates = (cvms: readonly Cvm[], what: string, keyOf: (cvm: Cvm) => string | number | null): void => {
  const seen = new Map<string | number, number>();
  for (const cvm of cvms) {
    const key = keyOf(cvm);
    if (key === null) continue;
    const other = seen.get(key);
    if (other !== undefined)
      throw new StoreError(
        "STORE_DUPLICATE",
        `CVM ${cvm.cvmId} and CVM ${other} can't both have the ${what} ${JSON.stringify(key)}. Give each its own.`,
      );
    seen.set(key, cvm.cvmId);
  }
};

/**
 * CVMs with some of their instance ids replaced, held to what every store promises: keys and instance ids are unique.
 * Throws `StoreError` where they are not, and where an override is for a CVM that is not there.
 */
export const withOverrides = (cvms: readonly Cvm[], overrides: ReadonlyMap<number, string | null>): readonly Cvm[] => {
  const known = new Set(cvms.map((cvm) => cvm.cvmId));
  for (const cvmId of overrides.keys())
    if (!known.has(cvmId))
      throw new StoreError(
        "STORE_UNKNOWN_CVM",
        `There is no CVM ${cvmId} whose instance id could be set. Name one of the fleet's.`,
      );
  const result = cvms.map((cvm) => {
    const instanceId = overrides.get(cvm.cvmId);
    return instanceId === undefined ? cvm : { ...cvm, instanceId };
  });
  refuseDuplicates(result, "cvm_id", (cvm) => cvm.cvmId);
  refuseDuplicates(result, "vm_uuid", (cvm) => cvm.vmUuid);
  refuseDuplicates(result, "instance_id", (cvm) => cvm.instanceId);
  return result;
};
