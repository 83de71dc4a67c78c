import type { Case } from "../cases/case.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { simplerPlans } from "./simpler-plans.ts";

/** A case of one request. `asAllowed` mends each smaller request (with leave to write it is the identity). */
export const singleCase = (plan: RequestPlan, asAllowed: (plan: RequestPlan) => RequestPlan): Case => ({
  plans: [asAllowed(plan)],
  relation: null,
  simpler: function* () {
    const own = JSON.stringify(asAllowed(plan));
    for (const simpler of simplerPlans(plan)) {
      const kept = asAllowed(simpler);
      if (JSON.stringify(kept) !== own) yield singleCase(kept, asAllowed);
    }
  },
});
