import { carriesMemberKey } from "../../cases/derived-key.ts";
import type { CredentialName } from "../../cases/exchange.ts";
import type { Expectation } from "../../cases/expectation.ts";
import type { RequestPlan } from "../../cases/request-plan.ts";

/** What requests are owed. */
export interface AnswersOwed {
  /** The credentials that the server is to take. */
  readonly credentials: readonly CredentialName[];
  /** What answer a request is owed. */
  readonly expect: (plan: RequestPlan) => Expectation;
}

/**
 * Whether a request could write on a server whose previews write. One that takes what is invalid or comes without a key can write as
 * well; a refusal is all that is owed to that, and it is sent.
 */
export const couldWrite = (plan: RequestPlan, { credentials, expect }: AnswersOwed): boolean => {
  const owner = carriesMemberKey(plan.credential) ? "member" : plan.credential;
  if (!credentials.includes(owner)) return false;
  const expectation = expect(plan);
  switch (expectation.kind) {
    case "acceptance":
      return true;
    case "refusal":
      return expectation.stubbornFaults.length === 0;
    case "tolerance":
      return expectation.isReadable && plan.body.kind === "json";
  }
};
