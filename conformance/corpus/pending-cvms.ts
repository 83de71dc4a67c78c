import type { ToldItem } from "../cases/preview-rules.ts";
import type { PendingCvms } from "./corpus-file.ts";
import { MOST_PENDING } from "./corpus-schema.ts";

/** The CVMs that answers told an id of which is to come, or has just come, in the order in which they were told of: the first of each status. */
export const pendingCvms = (told: readonly ToldItem[]): PendingCvms => {
  const byStatus = Map.groupBy(
    told.filter(({ after }) => after !== null),
    ({ status }) => status,
  );
  return Object.fromEntries(
    [...byStatus].map(([status, items]) => [
      status,
      [...new Set(items.map(({ cvmId }) => String(cvmId)))].slice(0, MOST_PENDING),
    ]),
  );
};

/**
 * Whether there may be nothing left to show by what answers told to come: of a CVM is told by now that nothing is to come, or none of those of a status is told of any more as
 * one that something is to come of.
 */
export const areUsedUp = (pending: PendingCvms, told: readonly ToldItem[]): boolean => {
  const isPending = new Map<string, boolean>();
  for (const { cvmId, after } of told.toReversed()) isPending.set(String(cvmId), after !== null);
  return Object.values(pending).some(
    (cvms) => cvms.some((cvmId) => isPending.get(cvmId) === false) || !cvms.some((cvmId) => isPending.get(cvmId)),
  );
};
