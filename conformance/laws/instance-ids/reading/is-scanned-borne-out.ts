import { itemStatuses, type RefreshAnswer } from "./refresh-answer.ts";

/**
 * Whether `scanned` is what the items, or the counters, of the same answer come to: one that both contradict tells nothing of how many
 * CVMs were scanned. Source: openapi.json, /components/schemas/BatchInstanceIdRefreshResponse.
 */
export const isScannedBorneOut = ({ scanned, items, counts }: RefreshAnswer): boolean =>
  scanned === items.length || scanned === itemStatuses.reduce((total, status) => total + counts[status], 0);
