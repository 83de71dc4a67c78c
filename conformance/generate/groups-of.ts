import type { RequestPlan } from "../cases/request-plan.ts";

/** Plans in the groups that are sent at the same time, one group after the other. */
export const groupsOf = (plans: readonly RequestPlan[]): readonly (readonly RequestPlan[])[] => {
  const groups: RequestPlan[][] = [];
  for (const plan of plans) {
    const last = groups.at(-1);
    if (plan.isAlongside === true && last !== undefined) last.push(plan);
    else groups.push([plan]);
  }
  return groups;
};
