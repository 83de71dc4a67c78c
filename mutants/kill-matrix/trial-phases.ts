import { type Law, type PhaseName, phaseNames } from "../../conformance/index.ts";
import type { Mutant } from "../define-mutant.ts";

/**
 * The phases in which the laws that are to kill a mutant are put to the test: for laws that compare answers their own, for laws
 * about one answer every one. A phase makes the same cases whatever ran before it, so that what is found in these is found by
 * the whole gate too.
 */
export const trialPhases = ({ killedBy }: Pick<Mutant, "killedBy">, laws: readonly Law[]): readonly PhaseName[] => {
  const phases = new Set<PhaseName>(["probe"]);
  for (const id of killedBy) {
    const law = laws.find((candidate) => candidate.id === id);
    if (law?.kind !== "relation") return phaseNames;
    phases.add(law.phase);
  }
  return phases.size === 1 ? phaseNames : phaseNames.filter((name) => phases.has(name));
};
