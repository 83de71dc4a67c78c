import type { CheckedOperation } from "../generate/only-operation.ts";
import { traitCode } from "../generate/traits/trait.ts";
import { traitsOfPlans } from "../generate/traits/traits-of-plans.ts";
import type { RequestPlan } from "../cases/request-plan.ts";

/** What requests have in them, as codes. */
export type TraitCodes = ReadonlySet<string>;

/** The codes of what requests have in them, sorted. */
export const traitCodesOf = (plans: readonly RequestPlan[], checked: CheckedOperation): TraitCodes =>
  new Set(traitsOfPlans(plans, checked).map(traitCode));

/** Whether `traits` has all that `others` have. */
export const includesAll = (traits: TraitCodes, others: TraitCodes): boolean =>
  others.size <= traits.size && [...others].every((other) => traits.has(other));
