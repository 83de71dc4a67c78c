import type { Difference } from "../../comparison/settled-difference.ts";
import { jsonLine } from "../../json-line.ts";
import type { RefreshItem } from "./refresh-answer.ts";

type Items = ReadonlyMap<string, RefreshItem>;

/** Whose an identifier is, for those that are one CVM's alone. */
const holdersOf = (items: Items): ReadonlyMap<string, string> => {
  const holders = new Map<string, string | null>();
  for (const [name, { identifier }] of items) holders.set(identifier, holders.has(identifier) ? null : name);
  return new Map([...holders].flatMap(([identifier, name]) => (name === null ? [] : [[identifier, name] as const])));
};

/**
 * An item that has now the identifier which the answers before and after it agree to be another item's; null where there is none. What
 * a server calls a CVM by is for it to say, and a CVM that is named twice may go by either name: neither is another's.
 */
export const exchangedIdentifier = (before: Items, between: Items, after: Items): Difference | null => {
  const [holders, later] = [holdersOf(before), holdersOf(after)];
  for (const [name, { identifier }] of between) {
    const [own, last] = [before.get(name)?.identifier, after.get(name)?.identifier];
    const holder = holders.get(identifier);
    if (own === undefined || own !== last || holder === undefined || holder === name) continue;
    if (later.get(identifier) !== holder || !holders.has(own)) continue;
    return {
      kind: "item identifier",
      part: name,
      before: `identifier ${jsonLine(own)}`,
      between: `identifier ${jsonLine(identifier)}, which the answers before and after give to ${holder}`,
    };
  }
  return null;
};
