import { isJsonObject, type JsonObject } from "../../contract/index.ts";
import type { Case } from "../cases/case.ts";
import type { RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { PREVIEW } from "../generate/preview.ts";

const bodyOf = ({ body }: RequestPlan): JsonObject =>
  body.kind === "json" && isJsonObject(body.value) ? body.value : {};

const without = (plan: RequestPlan, name: string): RequestPlan =>
  plan.body.kind === "json" && Object.hasOwn(bodyOf(plan), name)
    ? {
        ...plan,
        body: {
          ...plan.body,
          value: Object.fromEntries(Object.entries(bodyOf(plan)).filter(([member]) => member !== name)),
        },
      }
    : plan;

/** A preview that wrote and the look that shows it. It gets simpler by a member of both bodies at a time, then of one; previews stay previews. */
export const writingCase = (plans: readonly RequestPlan[], relation: RelationLaw): Case => ({
  plans,
  relation,
  simpler: function* () {
    const members = new Set(plans.flatMap((plan) => Object.keys(bodyOf(plan))));
    members.delete(PREVIEW);
    for (const name of members) {
      const own = plans.filter((plan) => Object.hasOwn(bodyOf(plan), name));
      if (own.length > 1)
        yield writingCase(
          plans.map((plan) => without(plan, name)),
          relation,
        );
      for (const plan of own)
        yield writingCase(
          plans.map((other) => (other === plan ? without(other, name) : other)),
          relation,
        );
    }
  },
});
