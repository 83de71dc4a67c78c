import { isJsonObject, type JsonObject } from "../../contract/index.ts";
import { PREVIEW } from "../generate/preview.ts";
import type { RequestPlan } from "../generate/request-plan.ts";
import type { RelationLaw } from "../laws/define-law.ts";
import type { Case } from "./phase.ts";

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

/** A case that a run opens with. It gets simpler by a member of all its bodies at a time, and what is a preview stays one. */
export const openingCase = (plans: readonly RequestPlan[], relation: RelationLaw): Case => ({
  plans,
  relation,
  simpler: function* () {
    const members = new Set(plans.flatMap((plan) => Object.keys(bodyOf(plan))));
    members.delete(PREVIEW);
    for (const name of members)
      yield openingCase(
        plans.map((plan) => without(plan, name)),
        relation,
      );
  },
});
