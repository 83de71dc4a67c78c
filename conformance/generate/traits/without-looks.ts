import type { RequestPlan } from "../../cases/request-plan.ts";

/**
 * Requests but for those that only look at what the others wrote: what comes after the last that writes, and the same before it. All of
 * them where none writes: then what a preview shows is what they are about.
 */
export const withoutLooks = (
  plans: readonly RequestPlan[],
  isWriting: (plan: RequestPlan) => boolean,
): readonly RequestPlan[] => {
  const lastWrite = plans.findLastIndex(isWriting);
  if (lastWrite < 0) return plans;
  const looks = new Set(plans.slice(lastWrite + 1).map((plan) => JSON.stringify(plan)));
  return plans.slice(0, lastWrite + 1).filter((plan) => !looks.has(JSON.stringify(plan)));
};
