import fc from "fast-check";
import type { RequestPlan } from "../cases/request-plan.ts";
import { boundaryRequests } from "../generate/boundary-requests.ts";
import { anyRequest, type RequestSource } from "../generate/request-arbitrary.ts";
import { mutatedRequest } from "../generate/steering/mutated-request.ts";
import { fuzzSequence } from "./fuzz-sequence.ts";
import type { Phase, PhaseContext } from "./phase.ts";

/** Generated requests in the first round; from then on many that showed something before, changed, and some at the bounds of what was learned. */
const requestsOf = (source: RequestSource, { round, pool, allowWrites }: PhaseContext): fc.Arbitrary<RequestPlan> => {
  if (round === 0) return anyRequest(source);
  return fc.oneof(
    { weight: 5, arbitrary: anyRequest(source) },
    ...(pool.length === 0 ? [] : [{ weight: 4, arbitrary: mutatedRequest(source, pool) }]),
    { weight: 1, arbitrary: fc.constantFrom(...boundaryRequests(source, allowWrites)) },
  );
};

/** Generated requests: valid ones, broken ones, damaged ones. */
const fuzz: Phase = {
  name: "fuzz",
  run: async (context) => {
    const { operation, shape, knowledge, cases } = context;
    const source = { operation, shape, learned: knowledge.learned, credential: knowledge.credential };
    await context.sendAll(context.allot(fuzzSequence("fuzz", context, requestsOf(source, context), cases)));
    return null;
  },
};

export default fuzz;
