import type { Case } from "../cases/case.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { simplerPlans } from "./simpler-plans.ts";

/** A case of one request. `keep` mends each smaller request (with leave to write it is the identity). */
export const singleCase = (plan: RequestPlan, keep: (plan: RequestPlan) => RequestPlan): Case => ({
  plans: [keep(plan)],
  relation: null,
  simpler: function* () {
    const own = JSON.stringify(keep(plan));
    for (const simpler of simplerPlans(plan)) {
      const kept = keep(simpler);
      if (JSON.stringify(kept) !== own) yield singleCase(kept, keep);
    }
  },
});
