import type { CredentialName } from "../cases/exchange.ts";
import type { Suspect } from "../engine/suspect-list.ts";

/** Whose keys the suspects were sent with: one of them may no longer be taken. */
export const callersIn = (suspects: readonly Suspect[]): ReadonlySet<CredentialName> =>
  new Set(suspects.flatMap(({ testCase }) => testCase.plans.map(({ credential }) => credential)));
