import type { Law } from "../cases/law.ts";
import type { Breach } from "../cases/trial.ts";
import type { CauseNames } from "../engine/cause-names.ts";
import type { TraitCodes } from "../engine/trait-codes.ts";
import { gravity } from "../report/gravity.ts";
import type { Confirmed } from "./confirm.ts";

/** Why laws were broken, as far as the smallest requests that show it tell. */
export interface Cause {
  /** Names it: the same for the same bug in every run, as far as that can be. */
  readonly fingerprint: string;
  /** The gravest of the laws that fall over it. */
  readonly breach: Breach;
  /** The others that fall over the same answer for the same reason. */
  readonly others: readonly Breach[];
  /** What requests have in them that show it; none where the requests are not the smallest, or say nothing. */
  readonly traits: TraitCodes;
}

const NO_TRAITS: TraitCodes = new Set();

const areAkin = (one: Law, other: Law): boolean =>
  one.fallsWith?.includes(other.id) === true || other.fallsWith?.includes(one.id) === true;

const levelOf = ({ law, violation }: Breach): number => gravity[violation.level ?? law.level];

/** The cause of what was confirmed. */
export const causeOf = (
  { breach, trial, testCase, isSmallest }: Confirmed,
  names: Pick<CauseNames, "identity" | "rankOf" | "traitsOf">,
): Cause => {
  const akin = trial.breaches.filter(
    ({ law, step }) => step === breach.step && law !== breach.law && areAkin(law, breach.law),
  );
  const ofEachLaw = new Map([breach, ...akin].map((one) => [one.law, one]));
  const [first = breach, ...others] = [...ofEachLaw.values()].toSorted(
    (one, other) => levelOf(other) - levelOf(one) || names.rankOf(one.law) - names.rankOf(other.law),
  );
  const traits = isSmallest && first.violation.isOneCause !== true ? names.traitsOf(testCase) : NO_TRAITS;
  return { fingerprint: names.identity(first, traits), breach: first, others, traits };
};
