import type fc from "fast-check";
import type { Case } from "../cases/case.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { asPreview } from "../generate/preview.ts";

type Plans = readonly RequestPlan[];

/** What cases of a relation are made from, and get simpler by. */
export interface RelationSource {
  readonly relation: RelationLaw;
  readonly sequences: fc.Arbitrary<Plans>;
  /** The operation's requests can ask for a preview. */
  readonly hasPreview: boolean;
}

/** Comparing takes two. */
const FEWEST = 2;

const isSame = (one: Plans, other: Plans): boolean => JSON.stringify(one) === JSON.stringify(other);

const withoutStep = (plans: Plans, left: number): Plans =>
  plans.flatMap((plan, step) => {
    if (step === left) return [];
    const { isAlongside, ...alone } = plan;
    // What was sent at the same time as the one that is left out is the first of them now.
    const leads = step === left + 1 && plans[left]?.isAlongside !== true;
    return [leads ? alone : plan];
  });

const asPreviews = (plans: Plans): Plans => plans.map(asPreview);

/**
 * A case of a relation. It gets simpler by asking for previews alone, by requests left out where the law lets it, and as its sequences do.
 * `mend` is what was done already to the plans of whatever sequence.
 */
export const relationCase = (
  source: RelationSource,
  value: fc.Value<Plans>,
  mend: (plans: Plans) => Plans = (plans) => plans,
): Case => {
  const { relation, sequences, hasPreview } = source;
  const plans = mend(value.value);
  return {
    plans,
    relation,
    simpler: function* () {
      const mended = function* (further: (plans: Plans) => Plans): Iterable<Case> {
        if (!isSame(further(plans), plans)) yield relationCase(source, value, (own) => further(mend(own)));
      };
      // What is about writes says nothing of previews: to judge them by it would accuse a sound server.
      if (hasPreview && relation.phase !== "writes" && !relation.needs.includes("writes")) yield* mended(asPreviews);
      if (relation.anyFew === true)
        for (let step = 0; step < plans.length && plans.length > FEWEST; step += 1)
          yield* mended((own) => withoutStep(own, step));
      for (const simpler of sequences.shrink(value.value, value.context)) {
        const next = relationCase(source, simpler, mend);
        if (!isSame(next.plans, plans)) yield next;
      }
    },
  };
};
