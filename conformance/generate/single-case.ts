import type { Case } from "../cases/case.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { CheckedOperation } from "./only-operation.ts";
import { simplerPlans } from "./simpler/simpler-plans.ts";

/** What cases of one request are made with. */
export interface CaseMeans extends CheckedOperation {
  /** Mends each request so that it may be sent: the identity with leave to write. */
  readonly asAllowed: (plan: RequestPlan) => RequestPlan;
}

/** A case of one request. */
export const singleCase = (plan: RequestPlan, means: CaseMeans): Case => ({
  plans: [means.asAllowed(plan)],
  relation: null,
  simpler: function* () {
    const sent = new Set([JSON.stringify(means.asAllowed(plan))]);
    for (const simpler of simplerPlans(plan, means)) {
      const kept = means.asAllowed(simpler);
      const text = JSON.stringify(kept);
      // What a preview-only run makes of two requests may be the same.
      if (sent.has(text)) continue;
      sent.add(text);
      yield singleCase(kept, means);
    }
  },
});
