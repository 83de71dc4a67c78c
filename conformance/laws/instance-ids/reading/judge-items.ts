import { type Judgement, notExercised, type Violation } from "../../../cases/judgement.ts";
import type { Reading } from "../../../cases/reading.ts";
import { type RefreshItem, refreshAnswer } from "./refresh-answer.ts";

/**
 * Judges the items of an answer to which a law applies, each counting as evidence. Items that break it in the same way are
 * told once, by the first of them. The `at` of a breach is relative to its item; without one it is the item.
 */
export const judgeItems = (
  reading: Reading,
  applies: (item: RefreshItem) => boolean,
  breachOf: (item: RefreshItem) => Violation | null,
): Judgement => {
  const answer = refreshAnswer(reading);
  if (answer === null) return notExercised;
  let evidence = 0;
  const violations = new Map<string, Violation>();
  for (const [index, item] of answer.items.entries()) {
    if (!applies(item)) continue;
    evidence += 1;
    const violation = breachOf(item);
    if (violation !== null && !violations.has(violation.discriminator))
      violations.set(violation.discriminator, {
        ...violation,
        at: (violation.at ?? [""]).map((member) => `/items/${index}${member}`),
      });
  }
  return evidence === 0 ? notExercised : { evidence, violations: [...violations.values()] };
};
