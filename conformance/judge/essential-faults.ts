import type { Fault } from "../cases/expectation.ts";

const isInside = (at: string, place: string): boolean => at.startsWith(`${place}/`);

/**
 * Faults without the noise of `anyOf`, where every branch reports: of a branch that was meant (its faults lie deeper than the
 * choice itself) the deep faults stay, and where none was meant, the `anyOf` alone. Order is kept.
 */
export const essentialFaults = <Place extends Fault>(faults: readonly Place[]): readonly Place[] => {
  const choices = faults.filter((fault) => fault.keyword.endsWith("/anyOf"));
  if (choices.length === 0) return faults;
  const noise = new Set<Place>();
  for (const choice of choices) {
    const branches = faults.filter(
      (fault) => isInside(fault.keyword, choice.keyword) && (fault.at === choice.at || isInside(fault.at, choice.at)),
    );
    const isMeant = branches.some((fault) => fault.at !== choice.at);
    if (isMeant) noise.add(choice);
    for (const fault of branches) if (!isMeant || fault.at === choice.at) noise.add(fault);
  }
  return faults.filter((fault) => !noise.has(fault));
};
