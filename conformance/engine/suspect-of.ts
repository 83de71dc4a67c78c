import { type CaseMeans, singleCase } from "../generate/single-case.ts";
import type { Case } from "../cases/case.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Sighting } from "../cases/trial.ts";
import type { CauseNames } from "./cause-names.ts";
import type { Suspect } from "./suspect-list.ts";

/** Where something stands in a run. */
export interface Position {
  readonly phase: PhaseName;
  /** Position in the order of generation. */
  readonly order: number;
}

/** The suspect that a case makes which broke a law, at its place in a run. */
export const suspectOf = (names: CauseNames, testCase: Case, seen: Sighting, { phase, order }: Position): Suspect => ({
  fingerprint: names.kind(seen.breach),
  level: seen.breach.violation.level ?? seen.breach.law.level,
  traits: names.traitsOf(testCase),
  phase,
  order,
  testCase,
  seen,
});

/** What of a case shows a breach: where one exchange does, that exchange alone. */
export const shownBy = (
  testCase: Case,
  { trial, breach }: Sighting,
  means: CaseMeans,
): { readonly own: Case; readonly seen: Sighting } => {
  const plan = breach.step === null ? undefined : testCase.plans[breach.step];
  const reading = breach.step === null ? undefined : trial.readings[breach.step];
  if (plan === undefined || reading === undefined || testCase.plans.length === 1)
    return { own: testCase, seen: { trial, breach } };
  return {
    own: singleCase(plan, means),
    seen: {
      trial: { readings: [reading], breaches: [breach], exercised: [breach.law.id] },
      breach: { ...breach, step: 0 },
    },
  };
};
