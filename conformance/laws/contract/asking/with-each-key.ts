import type fc from "fast-check";
import type { CredentialName } from "../../../cases/exchange.ts";
import type { ProposalContext } from "../../../cases/law.ts";
import type { RequestPlan } from "../../../cases/request-plan.ts";
import { previewer } from "../../comparison/plan-members.ts";

/** Proposes one preview with a member's key, with none, with a bad one, with another workspace's where there is one, and with the member's again. */
export const withEachKey = (context: ProposalContext): fc.Arbitrary<readonly RequestPlan[]> => {
  const { knowledge, validRequest } = context;
  const preview = previewer(context);
  const others: readonly CredentialName[] = knowledge.working.has("other") ? ["other"] : [];
  const credentials: readonly CredentialName[] = ["member", "none", "bad", ...others, "member"];
  return validRequest.map((plan) => credentials.map((credential) => ({ ...preview(plan), credential })));
};
