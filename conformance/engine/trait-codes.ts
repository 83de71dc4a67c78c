import type { CheckedOperation } from "../generate/only-operation.ts";
import { type TraitKind, traitCode } from "../generate/traits/trait.ts";
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

/** Of these it says little which one shows a bug: the smallest request has the simplest that will do. */
const INTERCHANGEABLE: ReadonlySet<string> = new Set([
  "wrong-type",
  "damaged",
  "other-method",
  "other-path",
  "other-content-type",
] satisfies TraitKind[]);

const familyOf = (code: string): string => {
  const [at, kind = ""] = code.split(" ");
  return INTERCHANGEABLE.has(kind) ? `${at} ${kind}` : code;
};

/** The same, with one code for all of a sort where it says little which one it is. */
export const alike = (traits: Iterable<string>): TraitCodes => new Set([...traits].map(familyOf));

/** Whether `traits` has all that `others` have, or another of the same sort where that says little. */
export const includesAlike = (traits: TraitCodes, others: TraitCodes): boolean =>
  includesAll(alike(traits), alike(others));
