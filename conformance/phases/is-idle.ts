import type { CredentialName } from "../cases/exchange.ts";
import type { Expectation } from "../cases/expectation.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { asksForPreview } from "../generate/preview.ts";

/** Those whom a server that asks for keys refuses. */
const STRANGERS: ReadonlySet<CredentialName> = new Set(["none", "bad"]);

/** Whether a sound server writes nothing on a request: a preview, or one that it is to refuse, for its key or for what it says. `expect` tells what answer a request is owed. */
export const isIdle = (plan: RequestPlan, expect: (plan: RequestPlan) => Expectation): boolean => {
  if (asksForPreview(plan) || STRANGERS.has(plan.credential)) return true;
  const expectation = expect(plan);
  return expectation.kind === "refusal" || (expectation.kind === "tolerance" && !expectation.isReadable);
};
