import { isDeepStrictEqual } from "node:util";
import type { Case } from "../cases/case.ts";
import type { Level } from "../cases/judgement.ts";
import type { PhaseName } from "../cases/phase-name.ts";
import type { Sighting } from "../cases/trial.ts";
import { gravity } from "../report/gravity.ts";
import { slimSighting } from "./slim-sighting.ts";
import { includesAll, type TraitCodes } from "./trait-codes.ts";

/** A case that broke a law once. It is a suspect until it does so again. */
export interface Suspect {
  /** Names the way in which the law was broken. */
  readonly fingerprint: string;
  readonly level: Level;
  /** What its requests have in them. */
  readonly traits: TraitCodes;
  readonly phase: PhaseName;
  /** Position in the run's order of generation, which is that of all shards together. */
  readonly order: number;
  readonly testCase: Case;
  /** What was seen of it. */
  readonly seen: Sighting;
}

/** So many suspects of one kind are kept whatever they have in them: should the first not repeat, the next are tried. */
export const KEPT_PER_KIND = 3;

/** So many are kept beside them that have the least in them, so that a second bug is not hidden behind a first. */
const KEPT_SMALLEST = 32;

/** Whether a suspect has all in it that another one has, and more or comes later. */
const isCoveredBy = ({ traits, order }: Suspect, other: Suspect): boolean =>
  includesAll(traits, other.traits) && (traits.size > other.traits.size || order > other.order);

/** Beside one case several requests may have been sent that are none. */
const isSameCase = (one: Suspect, other: Suspect): boolean =>
  one.order === other.order && isDeepStrictEqual(one.testCase.plans, other.testCase.plans);

const byOrder = (one: Suspect, other: Suspect): number => one.order - other.order;

/** Of suspects those that have nothing in them beside all that another one has; of equal ones the earliest. */
const smallestOf = (suspects: readonly Suspect[]): readonly Suspect[] => {
  const kept: Suspect[] = [];
  for (const suspect of suspects.toSorted((one, other) => one.traits.size - other.traits.size || byOrder(one, other)))
    if (!kept.some(({ traits }) => includesAll(suspect.traits, traits))) kept.push(suspect);
  return kept.slice(0, KEPT_SMALLEST);
};

/**
 * Collects suspects while a phase runs. Of each kind (one law broken in one way, at one level) the earliest in order of generation are
 * kept, and those with the least in them, so that what is reported does not depend on which worker was faster.
 */
export class SuspectList {
  readonly #suspects = new Map<string, readonly Suspect[]>();

  add(suspect: Suspect): void {
    const kind = `${suspect.fingerprint} ${suspect.level}`;
    const known = this.#suspects.get(kind) ?? [];
    if (known.some((other) => isSameCase(other, suspect))) return;
    const isEarly = known.filter(({ order }) => order < suspect.order).length < KEPT_PER_KIND;
    if (!isEarly && known.some((other) => isCoveredBy(suspect, other))) return;
    const all = [...known, { ...suspect, seen: slimSighting(suspect.seen) }];
    const kept = new Set([...all.toSorted(byOrder).slice(0, KEPT_PER_KIND), ...smallestOf(all)]);
    this.#suspects.set(kind, [...kept].toSorted(byOrder));
  }

  /** Takes all suspects out, those of one kind together and the earliest first; the gravest kinds first, then the earliest. */
  drain(): readonly (readonly Suspect[])[] {
    const groups = [...this.#suspects.values()].toSorted(([one], [other]) =>
      one === undefined || other === undefined
        ? 0
        : gravity[other.level] - gravity[one.level] || one.order - other.order,
    );
    this.#suspects.clear();
    return groups;
  }

  get size(): number {
    return this.#suspects.size;
  }
}
