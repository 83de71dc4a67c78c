import type { Law } from "../cases/law.ts";
import type { PreviewRules } from "../cases/preview-rules.ts";
import type { RequestPlan } from "../cases/request-plan.ts";
import type { Trial } from "../cases/trial.ts";
import type { Cause } from "../findings/cause-of.ts";
import type { Confirmed } from "../findings/confirm.ts";
import type { ReportedFinding } from "../report/report.ts";
import type { RecordedFinding } from "./corpus-file.ts";
import { pendingCvms } from "./pending-cvms.ts";
import { recordStep } from "./recorded-step.ts";

/** What a record of a finding says of the run that made it. */
export interface RecordedRun {
  readonly operation: string;
  readonly seed: number;
  readonly version: string;
  readonly contract: string;
  /** Whether a request may go out without leave to write. */
  readonly isHarmless: (plan: RequestPlan) => boolean;
  readonly hasStateProbe: boolean;
  /** What is known of previews, or null. */
  readonly previewRules: Pick<PreviewRules, "told"> | null;
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
}

/** Whether a law goes by what is stored: without a state probe it sees less, or nothing. */
const looksIntoStore = (law: Law): boolean =>
  law.kind === "relation" && (law.readsStore || law.needs.includes("state-probe"));

/** A confirmed breach in the form that is kept. */
export const recordFinding = (
  { suspect, testCase, trial }: Pick<Confirmed, "suspect" | "testCase"> & { readonly trial: Pick<Trial, "readings"> },
  { fingerprint, breach, traits }: Cause,
  { level, steps }: Pick<ReportedFinding, "level" | "steps">,
  run: RecordedRun,
): RecordedFinding => {
  const writes = !testCase.plans.every(run.isHarmless);
  return {
    schemaVersion: 2,
    kind: "finding",
    fingerprint,
    law: breach.law.id,
    operation: run.operation,
    discriminator: breach.violation.discriminator,
    traits: [...traits],
    level,
    message: breach.violation.message,
    expected: breach.violation.expected,
    actual: breach.violation.actual,
    found: {
      at: new Date(run.now()).toISOString(),
      seed: run.seed,
      phase: suspect.phase,
      version: run.version,
      contract: run.contract,
    },
    // With a probe what writes began from the same store each time.
    needs: { writes, state: run.hasStateProbe && (writes || looksIntoStore(breach.law)) },
    pending: run.previewRules === null ? {} : pendingCvms(trial.readings.flatMap(run.previewRules.told)),
    steps: testCase.plans.map((plan, index) => recordStep(plan, steps[index]?.response ?? null)),
  };
};
