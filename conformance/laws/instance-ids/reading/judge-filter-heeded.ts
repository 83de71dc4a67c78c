import type { CvmId } from "../../../cases/cvm-id.ts";
import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import type { Filter } from "../asking/filter.ts";
import { answeredCvms } from "./answered-cvms.ts";
import { isProcessed, itemName } from "./item-words.ts";

/** A filter, and the CVMs that it keeps out by what is stored: of each what the store has, for people, else null. */
export interface FilterFacts {
  readonly filter: Filter;
  readonly whyKeptOut: (cvmId: CvmId) => string | null;
}

/**
 * Judges that a filter keeps out what it has to by what is stored. The readings are of a preview without the filter, of the same with
 * it, and of the first again: of whom both of those process it shows whether the filter makes the difference.
 */
export const judgeFilterHeeded = (readings: readonly Reading[], { filter, whyKeptOut }: FilterFacts): Judgement => {
  const [open, filtered, again] = readings.map(answeredCvms);
  if (open == null || filtered == null || again == null || filtered.isCut) return notExercised;
  let evidence = 0;
  let violation: Violation | null = null;
  for (const [cvmId, item] of open.items) {
    const later = again.items.get(cvmId);
    const stored = whyKeptOut(cvmId);
    if (stored === null || later === undefined || !isProcessed(item) || !isProcessed(later)) continue;
    evidence += 1;
    const kept = filtered.items.get(cvmId);
    if (kept === undefined || !isProcessed(kept)) continue;
    violation ??= {
      message: `${itemName(item)} was processed with \`${filter}\`, and the store has ${stored}.`,
      expected: "skipped, or no item",
      actual: kept.status,
      discriminator: filter,
    };
  }
  return evidence === 0 ? notExercised : { evidence, violations: violation === null ? [] : [violation] };
};
