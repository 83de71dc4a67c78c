import type { Reading } from "../../../cases/reading.ts";
import type { AnswerPart, ComparableAnswer } from "../../comparison/answer-part.ts";
import { contendedItems } from "./contended-items.ts";
import { isOfCvm, itemName } from "./item-words.ts";
import { type RefreshItem, refreshAnswer } from "./refresh-answer.ts";

const fieldsOf = (item: RefreshItem): ReadonlyMap<string, string> => {
  const fields = new Map<string, string>([["status", item.status]]);
  const { oldInstanceId, newInstanceId, source, isVerified, reason } = item;
  if (oldInstanceId !== null) fields.set("old_instance_id", oldInstanceId);
  if (newInstanceId !== null) fields.set("new_instance_id", newInstanceId);
  if (source !== null) fields.set("source", source);
  if (isVerified !== null) fields.set("verified_with_gateway", String(isVerified));
  // A reason may tell times and counts, which differ by themselves.
  if (reason !== null) fields.set("reason", reason.replaceAll(/\d+/g, "#"));
  return fields;
};

/** One item in the form in which two are compared: what it was named by makes no difference. */
export const comparableItem = (item: RefreshItem): AnswerPart => ({
  kind: isOfCvm(item) ? "item" : "sentinel",
  fields: fieldsOf(item),
});

/**
 * An answer of the instance-ids operation by `total`, `scanned` and its items, or null where the reading holds none. Where the
 * limit cut, the contract leaves open which CVMs were scanned, and the items are left aside.
 */
export const comparableRefresh = (reading: Reading): ComparableAnswer | null => {
  const answer = refreshAnswer(reading);
  if (answer === null) return null;
  const { total, scanned, items } = answer;
  const sums: AnswerPart = {
    kind: "answer",
    fields: new Map([
      ["total", String(total)],
      ["scanned", String(scanned)],
    ]),
  };
  const parts = new Map([["the answer", sums]]);
  if (scanned < total) return { parts, unsettled: new Set() };
  for (const item of items) parts.set(itemName(item), comparableItem(item));
  return { parts, unsettled: contendedItems(items) };
};
