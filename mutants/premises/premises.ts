import adminsOwnWorkspace from "./members/admins-own-workspace.ts";
import everyCvmHasAnId from "./members/every-cvm-has-an-id.ts";
import everyCvmIsSynced from "./members/every-cvm-is-synced.ts";
import everyCvmPassesEveryFilter from "./members/every-cvm-passes-every-filter.ts";
import everyCvmRuns from "./members/every-cvm-runs.ts";
import noConflictAndNoError from "./members/no-conflict-and-no-error.ts";
import noCvm from "./members/no-cvm.ts";
import noCvmHasAnId from "./members/no-cvm-has-an-id.ts";
import noCvmRuns from "./members/no-cvm-runs.ts";
import noGatewayAnswers from "./members/no-gateway-answers.ts";
import noKeyIsNeeded from "./members/no-key-is-needed.ts";
import noLeaveToWrite from "./members/no-leave-to-write.ts";
import noOtherKeys from "./members/no-other-keys.ts";
import noSourceAnswers from "./members/no-source-answers.ts";
import noStateProbe from "./members/no-state-probe.ts";
import oneCvm from "./members/one-cvm.ts";
import oneWorkspace from "./members/one-workspace.ts";
import onlyValidRequests from "./members/only-valid-requests.ts";
import type { Premise } from "./premise.ts";

/** Each premise under its name, which is its file's. */
export const premises: Readonly<Record<string, Premise>> = Object.freeze({
  "admins-own-workspace": adminsOwnWorkspace,
  "every-cvm-has-an-id": everyCvmHasAnId,
  "every-cvm-is-synced": everyCvmIsSynced,
  "every-cvm-passes-every-filter": everyCvmPassesEveryFilter,
  "every-cvm-runs": everyCvmRuns,
  "no-conflict-and-no-error": noConflictAndNoError,
  "no-cvm": noCvm,
  "no-cvm-has-an-id": noCvmHasAnId,
  "no-cvm-runs": noCvmRuns,
  "no-gateway-answers": noGatewayAnswers,
  "no-key-is-needed": noKeyIsNeeded,
  "no-leave-to-write": noLeaveToWrite,
  "no-other-keys": noOtherKeys,
  "no-source-answers": noSourceAnswers,
  "no-state-probe": noStateProbe,
  "one-cvm": oneCvm,
  "one-workspace": oneWorkspace,
  "only-valid-requests": onlyValidRequests,
});
