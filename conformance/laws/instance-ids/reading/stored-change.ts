import { canonicalId } from "./canonical-id.ts";
import { isNamed } from "./item-words.ts";
import type { RefreshItem } from "./refresh-answer.ts";

/** An id as two answers are compared by it: blank and absent are none. */
export const idOrNull = (instanceId: string | null): string | null => (isNamed(instanceId) ? instanceId : null);

/** Whether an item that names no old id really tells that none is stored; an answer may just leave it out. */
const tellsOfNone = (item: RefreshItem, other: RefreshItem): boolean =>
  item.status === "updated" || (item.status === other.status && item.reason === other.reason);

/**
 * Whether two answers to one and the same preview tell of different stored ids of a CVM. An id that may only have been left out
 * is no difference.
 */
export const tellsOfChange = (before: RefreshItem, after: RefreshItem): boolean => {
  const from = idOrNull(before.oldInstanceId);
  const to = idOrNull(after.oldInstanceId);
  if (from !== null && to !== null) return from !== to;
  if (from === null && to === null) return false;
  return from === null ? tellsOfNone(before, after) : tellsOfNone(after, before);
};

/** The stored id that an item tells of: null for none, undefined where it does not say. */
export const toldStoredId = (item: RefreshItem): string | null | undefined =>
  idOrNull(item.oldInstanceId) ?? (item.status === "updated" ? null : undefined);

/** Whether two answers found the same instance, in whatever form they write its id. */
export const isSameInstance = (one: string | null, other: string | null): boolean =>
  canonicalId(one ?? "") === canonicalId(other ?? "");
