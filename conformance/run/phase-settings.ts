import type { CheckedOperation } from "../generate/only-operation.ts";
import { hasPreview } from "../generate/preview.ts";
import { createExpectations } from "../judge/judge.ts";
import type { PhaseContext } from "../phases/phase.ts";
import { toSentRequest } from "../target/sent-request.ts";
import { credentialsIn, derivedKeysIn, keyCarrierIn } from "./callers.ts";
import { previewRulesIn } from "./open-preview-guard.ts";
import { recalledCases } from "./recalled-cases.ts";
import type { RunOptions } from "./run-options.ts";
import { whyNotJudged } from "./verdicts.ts";

/** What each phase of a run is given that is settled from the start. */
export type PhaseSettings = Pick<
  PhaseContext,
  | keyof CheckedOperation
  | "contract"
  | "credentials"
  | "seed"
  | "cases"
  | "corpus"
  | "hasPreview"
  | "hasStateProbe"
  | "previewRules"
  | "shard"
  | "derivedKeys"
  | "expect"
  | "keyCarrier"
  | "whyNotJudged"
>;

/** Takes from a run's options what its phases need. */
export const phaseSettings = (options: RunOptions, checked: CheckedOperation): PhaseSettings => {
  const expect = createExpectations(options.contract, checked.operation);
  return {
    ...checked,
    expect: (plan) => expect(toSentRequest(plan, false)),
    contract: options.contract,
    credentials: credentialsIn(options),
    seed: options.seed,
    cases: options.cases,
    corpus: recalledCases(options),
    hasPreview: hasPreview(checked.shape),
    hasStateProbe: options.stateUrl !== null,
    previewRules: previewRulesIn(options.laws),
    shard: options.shard,
    derivedKeys: derivedKeysIn(options),
    keyCarrier: keyCarrierIn(options),
    whyNotJudged: (lawId) => whyNotJudged(lawId, options),
  };
};
