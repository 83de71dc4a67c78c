import { isHarmless } from "../corpus/recorded-case.ts";
import type { RecordedRun } from "../corpus/record-finding.ts";
import type { CheckedOperation } from "../generate/only-operation.ts";
import { hasPreview } from "../generate/preview.ts";
import { previewRulesIn } from "./open-preview-guard.ts";
import type { RunOptions } from "./run-options.ts";

/** What records of findings say of a run. */
export const recordedRunOf = (
  { seed, toolVersion, contract, laws, stateUrl, now }: RunOptions,
  { operation, shape }: CheckedOperation,
): RecordedRun => ({
  operation: operation.id,
  seed,
  version: toolVersion,
  contract: contract.sha256,
  isHarmless: (plan) => isHarmless(plan, { operation, hasPreview: hasPreview(shape) }),
  hasStateProbe: stateUrl !== null,
  previewRules: previewRulesIn(laws),
  now,
});
