import type { Operation } from "../../../contract/index.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";
import { plainRequest } from "../../generate/request-arbitrary.ts";

/** A request that whoever knows the operation refuses, and a preview to whoever does not. */
export const invalidInstanceIds = (operation: Operation, credential: CredentialName): RequestPlan =>
  plainRequest({ operation, credential }, { dry_run: true, limit: 0 });

/** One with each of a run's credentials, the usual one first. */
export const invalidWithEach = (
  operation: Operation,
  [usual = "none", ...others]: readonly CredentialName[],
): readonly [RequestPlan, ...RequestPlan[]] => [
  invalidInstanceIds(operation, usual),
  ...others.map((credential) => invalidInstanceIds(operation, credential)),
];
