import type { SentRequest } from "../cases/exchange.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import { encodeBody } from "../generate/encode-body.ts";

/** The request that a plan stands for, with its very bytes. */
export const toSentRequest = (plan: RequestPlan, credentialHasWorked: boolean): SentRequest => ({
  credential: plan.credential,
  credentialHasWorked,
  method: plan.method,
  path: plan.path,
  headers: plan.headers,
  body: encodeBody(plan.body),
  ...(plan.isChunked === true ? { isChunked: true } : {}),
});
