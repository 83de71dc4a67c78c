import type { Case } from "../cases/case.ts";
import { type FeaturesOf, isPair } from "./request-features.ts";

/** Steps of a case beyond these are told apart no more. */
const MAX_STEPS = 6;
/** What a feature is worth that no case has shown yet, beside one that some have. */
const NEW = 20;
/** The same of two kinds of members together. */
const NEW_PAIR = 5;

/** The indexes of some cases in a telling order. */
export interface DiverseOrder {
  /** Each index once. */
  readonly order: readonly number[];
  /** So many of the first ones show every feature that any of the cases has. */
  readonly cover: number;
}

/** What a case has in it, step by step. */
const featuresOfCase = ({ plans }: Case, featuresOf: FeaturesOf): readonly string[] => {
  const features = plans.flatMap((plan, step) =>
    featuresOf(plan).map((feature) => `${Math.min(step, MAX_STEPS)}: ${feature}`),
  );
  return [...new Set([`${plans.length} steps`, ...features])];
};

/**
 * Orders cases so that the first ones have in them what the others have too: each is the one that adds most to those before it, the
 * earliest where several do. Depends on nothing but the cases.
 */
export const diverseOrder = (cases: readonly Case[], featuresOf: FeaturesOf): DiverseOrder => {
  const shown = new Map<string, number>();
  const left = new Map(cases.map((testCase, index) => [index, featuresOfCase(testCase, featuresOf)]));
  const worth = (feature: string): number => {
    const times = shown.get(feature) ?? 0;
    if (times > 0) return 1 / times;
    return isPair(feature) ? NEW_PAIR : NEW;
  };
  const worthOf = (features: readonly string[]): number =>
    features.reduce((sum, feature) => sum + worth(feature), 0) / Math.sqrt(features.length);
  const order: number[] = [];
  let cover = 0;
  while (left.size > 0) {
    let best = { index: -1, worth: -1 };
    for (const [index, features] of left) {
      const own = worthOf(features);
      if (own > best.worth) best = { index, worth: own };
    }
    const features = left.get(best.index) ?? [];
    left.delete(best.index);
    order.push(best.index);
    if (features.some((feature) => !isPair(feature) && !shown.has(feature))) cover = order.length;
    for (const feature of features) shown.set(feature, (shown.get(feature) ?? 0) + 1);
  }
  return { order, cover };
};
