import { caseRandom } from "../generate/case-random.ts";
import { anyRequest } from "../generate/request-arbitrary.ts";
import type { Phase } from "./phase.ts";
import { singleCase } from "./single-case.ts";

/** How often generated values lean towards their extremes: once in so many. */
const BIAS = 4;

/** Generated requests: valid ones, broken ones, damaged ones. */
const fuzz: Phase = {
  name: "fuzz",
  run: async (context) => {
    const { operation, shape, knowledge, seed, cases, keep } = context;
    const requests = anyRequest({ operation, shape, learned: knowledge.learned, credential: knowledge.credential });
    await context.sendAll({
      count: cases,
      at: (index) => singleCase(requests.generate(caseRandom(seed, "fuzz", index), BIAS).value, keep),
    });
    return null;
  },
};

export default fuzz;
