import { type Judgement, judged, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import type { Filter } from "../asking/filter.ts";
import { type ComparedAnswer, comparisonOf, settledItems } from "./compared-items.ts";
import { isProcessed } from "./item-words.ts";

/** Whether a CVM that is processed without the filter is not with it, before and after. */
const keepsOut = (before: ComparedAnswer, open: ComparedAnswer, after: ComparedAnswer): boolean => {
  if (before.isCut || after.isCut) return false;
  const isOut = (answer: ComparedAnswer, name: string): boolean => {
    const item = answer.items.get(name);
    return item === undefined || !isProcessed(item);
  };
  return [...open.items].some(([name, item]) => isProcessed(item) && isOut(before, name) && isOut(after, name));
};

/**
 * Judges that a filter only narrows. The readings are of a preview with it, of the same without it, and of the first again. Only
 * where the filter makes a difference is it put to the test: one that is ignored narrows as well.
 */
export const judgeNarrowing = (readings: readonly Reading[], filter: Filter): Judgement => {
  const comparison = comparisonOf(readings);
  const [before, open, after] = comparison?.answers ?? [];
  if (comparison === null || before === undefined || open === undefined || after === undefined) return notExercised;
  const violations: Violation[] = [];
  const isSettled = before.total === after.total;
  if (isSettled && before.total > open.total)
    violations.push({
      message: `\`total\` is larger with \`${filter}\` than without.`,
      expected: `a total of at most ${open.total}, as without the filter`,
      actual: String(before.total),
      discriminator: `${filter} total`,
    });
  const lost = [...settledItems(before.items, after.items, comparison.open)].find(
    ([name, { status }]) =>
      status === "updated" && (open.items.has(name) || !open.isCut) && open.items.get(name)?.status !== "updated",
  );
  if (lost !== undefined)
    violations.push({
      message: `${lost[0]} is updated with \`${filter}\`, and not without.`,
      expected: "updated without the filter too",
      actual: open.items.get(lost[0])?.status ?? "no item",
      discriminator: `${filter} update`,
    });
  const makesADifference = (isSettled && before.total !== open.total) || keepsOut(before, open, after);
  return violations.length > 0 || makesADifference ? judged(violations) : notExercised;
};
