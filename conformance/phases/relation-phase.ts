import type fc from "fast-check";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { caseRandom, streamOf } from "../generate/case-random.ts";
import { validRequest } from "../generate/request-arbitrary.ts";
import { caseAt } from "./case-at.ts";
import { interleavedOrder } from "./interleaved-order.ts";
import { isIdle } from "./is-idle.ts";
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
    const { contract, operation, shape, knowledge, allowWrites, derivedKeys, seed, round, asAllowed } = context;
    if (needsLeaveToWrite && !allowWrites) return "its requests write, and --allow-writes was not given";
    const source = { operation, shape, learned: knowledge.learned, credential: knowledge.credential };
    const valid = validRequest(source).map(asAllowed);
    const propose = (relation: RelationLaw): fc.Arbitrary<readonly RequestPlan[]> | null => {
      try {
        return relation.propose({ contract, operation, knowledge, validRequest: valid, allowWrites, derivedKeys });
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
    if (proposals.length === 0)
      return knowledge.seen.size === 0
        ? "its cases are made of what the phase probe sees, and that was left out or answered too little"
        : "no law of this phase can be put to the test here";
    const usual = Math.ceil(context.cases / fuzzCasesPerCase);
    const series = proposals.map(({ relation, sequences }) => ({
      isAlone: needsLeaveToWrite || relation.runsAlone === true,
      sequence: context.allot({
        name: relation.id,
        phase: name,
        count: Math.min(usual, relation.mostCases ?? usual),
        at: (index) =>
          relationCase(
            { relation, sequences, hasPreview: context.hasPreview },
            sequences.generate(caseRandom(seed, streamOf(relation.id, round), index), BIAS),
          ),
      }),
    }));
    if (needsLeaveToWrite && !context.hasStateProbe) {
      const cases = interleavedOrder(
        series.map(({ sequence }) => Array.from({ length: sequence.count }, (_, index) => sequence.at(index))),
        (plan) => isIdle(plan, context.expect),
      );
      await context.sendAll({ count: cases.length, at: (index) => caseAt(cases, index) }, true);
    } else for (const { sequence, isAlone } of series) await context.sendAll(sequence, isAlone);
    return null;
  },
});
