import type { RefreshItem, RefreshReport } from "../refresh/refresh-item.ts";

/** One item on the wire. Source: openapi.json#/components/schemas/InstanceIdRefreshResult */
export interface ResponseItem {
  readonly cvm_id: number;
  readonly identifier: string;
  readonly status: string;
  readonly old_instance_id: string | null;
  readonly new_instance_id: string | null;
  readonly source: string;
  readonly verified_with_gateway: boolean;
  readonly reason: string | null;
}

/** A whole answer on the wire. Source: openapi.json#/components/schemas/BatchInstanceIdRefreshResponse */
export interface ResponseBody {
  readonly total: number;
  readonly scanned: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly skipped: number;
  readonly conflicts: number;
  readonly errors: number;
  readonly items: readonly ResponseItem[];
}

/** Puts a report in the words of the contract. */
export type ToResponseBody = (report: RefreshReport) => ResponseBody;

const responseItem = (item: RefreshItem): ResponseItem => ({
  cvm_id: item.cvmId,
  identifier: item.identifier,
  status: item.status,
  old_instance_id: item.oldInstanceId,
  new_instance_id: item.newInstanceId,
  source: item.source,
  verified_with_gateway: item.verifiedWithGateway,
  reason: item.reason,
});

/** Counts the items and sends every field: the official clients refuse an answer without `source` or `verified_with_gateway`. */
export const toResponseBody: ToResponseBody = ({ total, items }) => {
  const counts = { updated: 0, unchanged: 0, skipped: 0, conflict: 0, error: 0 };
  for (const item of items) counts[item.status] += 1;
  const { conflict: conflicts, error: errors, ...sameName } = counts;
  return { total, scanned: items.length, ...sameName, conflicts, errors, items: items.map(responseItem) };
};
