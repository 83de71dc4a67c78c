import { isNamed, itemName } from "./item-words.ts";
import type { RefreshItem } from "./refresh-answer.ts";

/** Names of items whose found id another item holds or found too: which of them gets it, the order of processing decides. */
export const contendedItems = (items: readonly RefreshItem[]): ReadonlySet<string> => {
  const claims = new Map<string, Set<string>>();
  for (const item of items)
    for (const id of [item.oldInstanceId, item.newInstanceId]) {
      if (!isNamed(id)) continue;
      const claimants = claims.get(id) ?? new Set();
      claims.set(id, claimants.add(itemName(item)));
    }
  return new Set([...claims.values()].filter((claimants) => claimants.size > 1).flatMap((claimants) => [...claimants]));
};
