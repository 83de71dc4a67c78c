import type fc from "fast-check";
import type { CaseSequence } from "../cases/case.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { caseRandom, streamOf } from "../generate/case-random.ts";
import { singleCase } from "../generate/single-case.ts";
import type { PhaseContext } from "./phase.ts";

/** How often generated values lean towards their extremes: once in so many. */
const BIAS = 4;

/** So many cases of one generated request each. Each phase makes its own. */
export const fuzzSequence = (
  phase: PhaseName,
  context: PhaseContext,
  requests: fc.Arbitrary<RequestPlan>,
  count: number,
): CaseSequence => {
  const { seed, round } = context;
  const stream = streamOf(phase, round);
  return {
    count,
    at: (index) => singleCase(requests.generate(caseRandom(seed, stream, index), BIAS).value, context),
  };
};
