import type { PhaseName, ReportedFinding } from "../../conformance/index.ts";
import type { MutantWorld } from "../start-mutant.ts";
import { checkMerged } from "./check-merged.ts";
import type { Pair, StabilityMutant } from "./pairs.ts";

/** What became of one pair with one seed. */
export interface PairTrial {
  readonly pair: Pair;
  readonly seed: number;
  /** How many findings each has alone. */
  readonly alone: readonly [number, number];
  /** How many there are of both in one server. */
  readonly together: number;
  /** Both are found under the names that they have alone. */
  readonly areNamedAlike: boolean;
  /** With a baseline of the first: its finding is known, and that of the second is new. */
  readonly isTold: boolean;
  /** With a baseline of the first, and the second bug alone: the first is fixed, and the second is new. */
  readonly isFixed: boolean;
}

const namesOf = (findings: readonly ReportedFinding[]): readonly string[] =>
  findings.map(({ fingerprint }) => fingerprint).toSorted();

const areEqual = (one: readonly string[], other: readonly string[]): boolean => one.join() === other.toSorted().join();

/** Finds the two bugs of a pair, each alone, together, and with a baseline of the first. */
export const tryPair = async (world: MutantWorld, pair: Pair, seed: number): Promise<PairTrial> => {
  const [first, second] = pair;
  const one = await checkMerged(world, [first], null, { seed });
  const other = await checkMerged(world, [second], null, { seed });
  const both = await checkMerged(world, pair, one.entries, { seed });
  const left = await checkMerged(world, [second], one.entries, { seed });
  const own = namesOf(one.report.findings);
  const others = namesOf(other.report.findings);
  const found = both.report.findings;
  return {
    pair,
    seed,
    alone: [own.length, others.length],
    together: found.length,
    areNamedAlike: areEqual(namesOf(found), [...own, ...others]),
    isTold:
      areEqual(namesOf(found.filter(({ known }) => known)), own) &&
      areEqual(namesOf(found.filter(({ known }) => !known)), others),
    isFixed:
      areEqual(
        (left.report.baseline?.fixed ?? []).map(({ fingerprint }) => fingerprint),
        own,
      ) &&
      left.report.findings.length > 0 &&
      left.report.findings.every(({ known }) => !known),
  };
};

/** Under which names a law was found broken. */
export interface StableLaw {
  readonly law: string;
  /** In how many runs it was found. */
  readonly found: number;
  /** In how many of these under the same names, those that were met most often. */
  readonly alike: number;
}

/** The names of one mutant's findings with several seeds. */
export interface StabilityTrial {
  readonly mutant: string;
  /** The laws that compare answers had their turn. */
  readonly isCompared: boolean;
  readonly seeds: number;
  readonly laws: readonly StableLaw[];
}

/** Few, for the runs are many. */
const STABILITY_CASES = 80;

/** Checks one mutant with each of these seeds. */
export const tryStability = async (
  world: MutantWorld,
  { name, isCompared }: StabilityMutant,
  seeds: readonly number[],
): Promise<StabilityTrial> => {
  const phases: readonly PhaseName[] = ["probe", "boundary", "fuzz", ...(isCompared ? ["relations" as const] : [])];
  /** Of each law, the names under which each run that found it did so. */
  const found = new Map<string, string[]>();
  for (const seed of seeds) {
    const { report } = await checkMerged(world, [name], null, { seed, phases, cases: STABILITY_CASES });
    for (const [law, findings] of Map.groupBy(report.findings, (finding) => finding.law))
      found.set(law, [...(found.get(law) ?? []), namesOf(findings).join()]);
  }
  const laws = [...found].map(([law, names]): StableLaw => {
    const often = [...Map.groupBy(names, (one) => one).values()].map(({ length }) => length);
    return { law, found: names.length, alike: Math.max(...often) };
  });
  return { mutant: name, isCompared, seeds: seeds.length, laws };
};
