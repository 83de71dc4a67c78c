import { boundaryRequests } from "../generate/boundary-requests.ts";
import { singleCase } from "../generate/single-case.ts";
import { caseAt } from "./case-at.ts";
import type { Phase } from "./phase.ts";

/** Each keyword at its bounds and past them, each hostile string, spelling, damage and stray route once. */
const boundary: Phase = {
  name: "boundary",
  isDoneOnce: true,
  run: async (context) => {
    const { operation, shape, knowledge, allowWrites } = context;
    const source = { operation, shape, learned: knowledge.learned, credential: knowledge.credential };
    const plans = boundaryRequests(source, allowWrites);
    const cases = plans.map((plan) => singleCase(plan, context));
    await context.sendAll({ count: cases.length, at: (index) => caseAt(cases, index) });
    return null;
  },
};

export default boundary;
