import type { Breach, Trial } from "../cases/trial.ts";
import type { CauseNames } from "../engine/cause-names.ts";
import type { Suspect } from "../engine/suspect-list.ts";
import { gravity } from "../report/gravity.ts";

/** The breach of a trial that is what a suspect showed, or graver; null where there is none. */
export const seenAgain = (
  { breaches }: Trial,
  { fingerprint, level }: Suspect,
  names: Pick<CauseNames, "kind">,
): Breach | null =>
  breaches.find(
    (candidate) =>
      names.kind(candidate) === fingerprint &&
      gravity[candidate.violation.level ?? candidate.law.level] >= gravity[level],
  ) ?? null;
