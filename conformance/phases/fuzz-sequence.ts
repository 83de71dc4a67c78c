import type fc from "fast-check";
import { caseRandom, streamOf } from "../generate/case-random.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { CaseSequence, PhaseContext, PhaseName } from "./phase.ts";
import { singleCase } from "../generate/single-case.ts";

/** How often generated values lean towards their extremes: once in so many. */
const BIAS = 4;

/** So many cases of one generated request each. Each phase makes its own. */
export const fuzzSequence = (
  phase: PhaseName,
  { seed, round, keep }: PhaseContext,
  requests: fc.Arbitrary<RequestPlan>,
  count: number,
): CaseSequence => {
  const stream = streamOf(phase, round);
  return { count, at: (index) => singleCase(requests.generate(caseRandom(seed, stream, index), BIAS).value, keep) };
};
