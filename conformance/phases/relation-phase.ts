import type fc from "fast-check";
import type { Case } from "../cases/case.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { caseRandom, streamOf } from "../generate/case-random.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import { caseAt } from "./case-at.ts";
import { interleavedOrder } from "./interleaved-order.ts";
import type { Phase } from "./phase.ts";
import { relationCase } from "./relation-case.ts";

/** How often generated values lean towards their extremes: once in so many. */
const BIAS = 4;

/** What sets a phase of relations apart. */
export interface RelationPhaseOptions {
  readonly name: RelationLaw["phase"];
  /** One case of it stands for so many fuzz cases of the budget. */
  readonly fuzzCasesPerCase: number;
  /** Its cases change what is stored, so that they run one at a time and only with leave. */
  readonly needsLeaveToWrite: boolean;
}

/** A phase in which laws that compare several answers are put to the test, each on sequences of its own making. */
export const relationPhase = ({ name, fuzzCasesPerCase, needsLeaveToWrite }: RelationPhaseOptions): Phase => ({
  name,
  run: async (context) => {
    const { contract, operation, shape, knowledge, allowWrites, seed, round, asAllowed } = context;
    if (needsLeaveToWrite && !allowWrites) return "its requests write, and --allow-writes was not given";
    const source = { operation, shape, learned: knowledge.learned, credential: knowledge.credential };
    const valid = validRequest(source).map(asAllowed);
    const propose = (relation: RelationLaw): fc.Arbitrary<readonly RequestPlan[]> | null => {
      try {
        return relation.propose({ contract, operation, knowledge, validRequest: valid, allowWrites });
      } catch (problem) {
        context.fail(relation, problem);
        return null;
      }
    };
    const proposals = context.relations
      .filter((relation) => relation.phase === name)
      .flatMap((relation) => {
        const sequences = propose(relation);
        // A relation that forgets what it may send is still kept from writing.
        return sequences === null ? [] : [{ relation, sequences: sequences.map((plans) => plans.map(asAllowed)) }];
      });
    if (proposals.length === 0) return "no law of this phase can be put to the test here";
    const count = Math.ceil(context.cases / fuzzCasesPerCase);
    const series = proposals.map(({ relation, sequences }) => ({
      isAlone: needsLeaveToWrite || relation.runsAlone === true,
      at: (index: number): Case =>
        relationCase(
          { relation, sequences, hasPreview: context.hasPreview },
          sequences.generate(caseRandom(seed, streamOf(relation.id, round), index), BIAS),
        ),
    }));
    if (needsLeaveToWrite && !context.hasStateProbe) {
      const cases = interleavedOrder(series.map(({ at }) => Array.from({ length: count }, (_, index) => at(index))));
      await context.sendAll({ count: cases.length, at: (index) => caseAt(cases, index) }, true);
    } else for (const { at, isAlone } of series) await context.sendAll({ count, at }, isAlone);
    return null;
  },
});
