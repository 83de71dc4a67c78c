import { isJsonObject, type JsonObject } from "../../contract/index.ts";
import type { Case } from "../cases/case.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { PREVIEW } from "../generate/preview.ts";

const bodyOf = ({ body }: RequestPlan): JsonObject =>
  body.kind === "json" && isJsonObject(body.value) ? body.value : {};

const without = (plan: RequestPlan, name: string): RequestPlan =>
  plan.body.kind === "json"
    ? {
        ...plan,
        body: {
          ...plan.body,
          value: Object.fromEntries(Object.entries(bodyOf(plan)).filter(([member]) => member !== name)),
        },
      }
    : plan;

/** A few of many requests: the last, which tells what became of the others, and one of these; else all but one of these. */
const fewer = function* (plans: readonly RequestPlan[]): Generator<readonly RequestPlan[]> {
  if (plans.length <= 2) return;
  for (const plan of plans.slice(0, -1)) yield [plan, ...plans.slice(-1)];
  for (const index of plans.slice(0, -1).keys()) yield plans.toSpliced(index, 1);
};

/** A case that a run opens with. It gets simpler by requests, and by a member of all its bodies at a time; what is a preview stays one. */
export const openingCase = (plans: readonly RequestPlan[], relation: RelationLaw): Case => ({
  plans,
  relation,
  simpler: function* () {
    for (const some of fewer(plans)) yield openingCase(some, relation);
    const members = new Set(plans.flatMap((plan) => Object.keys(bodyOf(plan))));
    members.delete(PREVIEW);
    for (const name of members)
      yield openingCase(
        plans.map((plan) => without(plan, name)),
        relation,
      );
  },
});
