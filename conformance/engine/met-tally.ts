import { requestKind } from "../cases/request-kind.ts";
import type { Sighting } from "../cases/trial.ts";
import { includesAlike, type TraitCodes } from "./trait-codes.ts";

/** Cases in which a law was broken alike: with the same in them, by the same kind of request. */
interface Cell {
  readonly traits: TraitCodes;
  readonly kind: string;
  cases: number;
}

/** Kinds of requests that a law was broken by, each with how many cases were of it. */
export interface Met {
  readonly cases: number;
  readonly kinds: readonly { readonly kind: string; readonly cases: number }[];
}

/** Of each way to break a law no more cells than these are told apart; what comes after them is not counted. */
const MAX_CELLS = 5_000;

const kindOf = ({ trial, breach }: Sighting): string => {
  const reading = breach.step === null ? undefined : trial.readings[breach.step];
  return reading === undefined ? "requests that are compared" : requestKind(reading.expectation);
};

/** Counts in how many cases each law was broken in which way, and by what. */
export class MetTally {
  readonly #cells = new Map<string, Map<string, Cell>>();

  /** Counts a case. `fingerprint` names the law and the way in which it was broken, `traits` are what its requests have in them. */
  add(fingerprint: string, traits: TraitCodes, seen: Sighting): void {
    const kind = kindOf(seen);
    const cells = this.#cells.get(fingerprint) ?? new Map<string, Cell>();
    this.#cells.set(fingerprint, cells);
    const key = [kind, ...traits].join("\n");
    const cell = cells.get(key);
    if (cell !== undefined) cell.cases += 1;
    else if (cells.size < MAX_CELLS) cells.set(key, { traits, kind, cases: 1 });
  }

  /** In how many cases a law was broken in one way by what has all of these in it, or the like. */
  met(fingerprint: string, shown: TraitCodes): Met {
    const counts = new Map<string, number>();
    for (const { traits, kind, cases } of this.#cells.get(fingerprint)?.values() ?? [])
      if (includesAlike(traits, shown)) counts.set(kind, (counts.get(kind) ?? 0) + cases);
    const kinds = [...counts]
      .map(([kind, cases]) => ({ kind, cases }))
      .toSorted((one, other) => other.cases - one.cases || (one.kind < other.kind ? -1 : 1));
    return { cases: kinds.reduce((sum, { cases }) => sum + cases, 0), kinds };
  }
}
