import type { Case } from "../cases/case.ts";
import type { Law, RelationLaw } from "../cases/law.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { isPreviewAlready } from "../generate/preview.ts";
import { type CaseMeans, singleCase } from "../generate/single-case.ts";
import { otherPathSpellings } from "../laws/contract/asking/other-path-spellings.ts";
import type { CorpusEntry } from "./corpus-file.ts";
import { planOfStep } from "./recorded-step.ts";

/** What sending recorded requests again depends on. */
export interface RecallContext extends CaseMeans {
  /** The laws of this run. */
  readonly laws: readonly Law[];
  /** Why a law is not among them. */
  readonly whyNotJudged: (lawId: string) => string;
  readonly allowWrites: boolean;
  /** The operation's requests can ask for a preview. */
  readonly hasPreview: boolean;
}

/** A recorded case that can be sent again, or why it can't be here. */
export type Recalled =
  | { readonly kind: "case"; readonly testCase: Case }
  | { readonly kind: "not-here"; readonly why: string };

const notHere = (why: string): Recalled => ({ kind: "not-here", why });

/** Source: RFC 9110 section 9.2.1. */
const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

/** Whether a request writes nothing, or may go out without leave to write in any phase: it is a preview, or none could be asked for. */
export const isHarmless = (
  plan: RequestPlan,
  { operation, hasPreview }: Pick<RecallContext, "operation" | "hasPreview">,
): boolean => {
  if (SAFE.has(plan.method)) return true;
  const isNear = plan.path.startsWith(operation.path) || otherPathSpellings(operation.path).includes(plan.path);
  const isOurs = plan.method === operation.method || plan.method === "POST";
  return isNear && isOurs && (!hasPreview || isPreviewAlready(plan));
};

/** Cases of several requests are as small as they get: only what proposed them knows how to make them smaller. */
const relationCase = (plans: readonly RequestPlan[], relation: RelationLaw): Case => ({
  plans,
  relation,
  simpler: () => [],
});

/** Makes a case of what was recorded. Whatever a file says of itself, nothing that may write is sent without leave. */
export const recall = (entry: CorpusEntry, context: RecallContext): Recalled => {
  const plans = entry.steps.map(planOfStep);
  const lawId = entry.kind === "finding" ? entry.law : entry.relation;
  const law = context.laws.find(({ id }) => id === lawId);
  if (lawId !== null && law === undefined)
    return notHere(`its law is not part of this run (${context.whyNotJudged(lawId)})`);
  if (!context.allowWrites && !plans.every((plan) => isHarmless(plan, context)))
    return notHere("it may write, which needs --allow-writes");
  if (law?.kind === "relation") return { kind: "case", testCase: relationCase(plans, law) };
  const [only] = plans;
  if (only === undefined || plans.length > 1) return notHere("it has several requests, but no law compares them");
  return { kind: "case", testCase: singleCase(only, context) };
};
