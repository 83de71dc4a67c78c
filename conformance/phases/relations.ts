import type fc from "fast-check";
import { caseRandom } from "../generate/case-random.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import type { RequestPlan } from "../generate/request-plan.ts";
import type { RelationLaw } from "../laws/define-law.ts";
import type { Case, Phase } from "./phase.ts";

/** One relation case stands for so many fuzz cases of the budget. */
const FUZZ_CASES_PER_RELATION_CASE = 20;
const BIAS = 4;

const relationCase = (
  relation: RelationLaw,
  sequences: fc.Arbitrary<readonly RequestPlan[]>,
  value: fc.Value<readonly RequestPlan[]>,
): Case => ({
  plans: value.value,
  relation,
  simpler: function* () {
    for (const simpler of sequences.shrink(value.value, value.context))
      yield relationCase(relation, sequences, simpler);
  },
});

/** Laws that compare several answers, each on sequences of its own making. */
const relations: Phase = {
  name: "relations",
  run: async (context) => {
    const { contract, operation, shape, knowledge, allowWrites, seed, keep } = context;
    const source = { operation, shape, learned: knowledge.learned, credential: knowledge.credential };
    const valid = validRequest(source).map(keep);
    const proposals = context.relations.flatMap((relation) => {
      const sequences = relation.propose({ contract, operation, knowledge, validRequest: valid, allowWrites });
      if (sequences === null) return [];
      // A relation that forgets what it may send is still kept from writing.
      return [{ relation, sequences: sequences.map((plans) => plans.map(keep)) }];
    });
    if (proposals.length === 0) return "no law of the run compares answers";
    const perLaw = Math.ceil(context.cases / FUZZ_CASES_PER_RELATION_CASE);
    for (const { relation, sequences } of proposals)
      await context.sendAll({
        count: perLaw,
        at: (index) =>
          relationCase(relation, sequences, sequences.generate(caseRandom(seed, relation.id, index), BIAS)),
      });
    return null;
  },
};

export default relations;
