import type { Reading } from "../../../cases/reading.ts";
import type { ComparableAnswer } from "../../comparison/answer-part.ts";
import { type Difference, settledDifference } from "../../comparison/settled-difference.ts";
import { comparableItem } from "./comparable-refresh.ts";
import { contendedItems } from "./contended-items.ts";
import { exchangedIdentifier } from "./exchanged-identifier.ts";
import { isCut } from "./is-cut.ts";
import { isOfCvm, itemName } from "./item-words.ts";
import { type RefreshItem, refreshAnswer } from "./refresh-answer.ts";
import { refreshOptions } from "./refresh-options.ts";

/** Items under names for people: one for each CVM, and for each identifier that named none. */
export type ItemsByName = ReadonlyMap<string, RefreshItem>;

/** One of several answers that are compared. */
export interface ComparedAnswer {
  readonly total: number;
  readonly scanned: number;
  /** More was selected than has items: which CVMs were left is for the server to decide. */
  readonly isCut: boolean;
  readonly items: ItemsByName;
}

/** Several answers that are compared, in the order in which they came. */
export interface Comparison {
  readonly answers: readonly ComparedAnswer[];
  /** Names of items on which the order of processing, or what else is processed, may rightly tell. */
  readonly open: ReadonlySet<string>;
}

/**
 * Names of CVMs for which no host spoke, while another one is updated. What the gateway has to offer them depends on what the
 * others took of it before.
 */
const leftToTheGateway = (items: readonly RefreshItem[]): readonly string[] => {
  const updated = new Set(items.filter(({ status }) => status === "updated").map(itemName));
  const told = new Set(
    items.filter(({ source }) => source === "teepod_state" || source === "teepod_info").map(itemName),
  );
  return items
    .filter((item) => isOfCvm(item) && !told.has(itemName(item)))
    .map(itemName)
    .filter((name) => updated.size > (updated.has(name) ? 1 : 0));
};

/** Answers ready to be compared, or null unless each is a 200 to a valid request. */
export const comparisonOf = (readings: readonly Reading[]): Comparison | null => {
  const answers: ComparedAnswer[] = [];
  const items: RefreshItem[] = [];
  for (const reading of readings) {
    const answer = refreshOptions(reading) === null ? null : refreshAnswer(reading);
    if (answer === null) return null;
    const { total, scanned } = answer;
    answers.push({
      total,
      scanned,
      isCut: isCut(answer),
      items: new Map(answer.items.map((item) => [itemName(item), item])),
    });
    for (const item of answer.items) items.push(item);
  }
  return { answers, open: new Set([...contendedItems(items), ...leftToTheGateway(items)]) };
};

/** Items in the form in which answers are compared, those that are open left aside. */
export const comparableItems = (items: ItemsByName, open: ReadonlySet<string>): ComparableAnswer => ({
  parts: new Map([...items].map(([name, item]) => [name, comparableItem(item)])),
  unsettled: open,
});

/**
 * The first difference of items from what those before and after them agree on, open ones left aside, or an identifier that went to
 * another CVM; null where there is none.
 */
export const itemsDifference = (
  before: ItemsByName,
  between: ItemsByName,
  after: ItemsByName,
  open: ReadonlySet<string>,
): Difference | null =>
  settledDifference(comparableItems(before, open), comparableItems(between, open), comparableItems(after, open)) ??
  exchangedIdentifier(before, between, after);

/** The items with which a comparison speaks: those before and after are the same, and not open. */
export const settledItems = (before: ItemsByName, after: ItemsByName, open: ReadonlySet<string>): ItemsByName =>
  new Map(
    [...before].filter(([name, item]) => {
      const last = after.get(name);
      if (last === undefined || open.has(name)) return false;
      const one: ItemsByName = new Map([[name, item]]);
      return itemsDifference(one, new Map([[name, last]]), one, open) === null;
    }),
  );
