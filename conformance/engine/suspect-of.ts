import type { Case } from "../cases/case.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Sighting } from "../cases/trial.ts";
import type { CauseNames } from "./cause-names.ts";
import type { Suspect } from "./suspect-list.ts";

/** The suspect that a case makes which broke a law, at its place in a run. */
export const suspectOf = (
  names: CauseNames,
  testCase: Case,
  seen: Sighting,
  { phase, order }: { readonly phase: PhaseName; readonly order: number },
): Suspect => ({
  fingerprint: names.kind(seen.breach),
  level: seen.breach.violation.level ?? seen.breach.law.level,
  traits: names.traitsOf(testCase),
  phase,
  order,
  testCase,
  seen,
});
