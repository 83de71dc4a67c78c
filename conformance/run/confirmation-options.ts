import type { CheckedOperation } from "../generate/only-operation.ts";
import type { ConfirmationParts } from "./confirmation.ts";
import { recordedRunOf } from "./recorded-run-of.ts";
import type { RunOptions } from "./run-options.ts";

/** What the making of findings takes from the options of a run. */
export const confirmationOptions = (
  options: RunOptions,
  checked: CheckedOperation,
): Pick<
  ConfirmationParts,
  "corpus" | "baseline" | "target" | "restoreUrl" | "stateHeaders" | "curl" | "run" | "nowMs"
> => {
  const { target, app, corpus, baseline, stateUrl, stateHeaders, allowWrites, curl, now } = options;
  return {
    corpus,
    baseline,
    target: app === undefined ? target : null,
    restoreUrl: allowWrites ? stateUrl : null,
    stateHeaders,
    curl,
    run: recordedRunOf(options, checked),
    nowMs: now,
  };
};
