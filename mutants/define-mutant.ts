import type { CvmStore, Seams } from "../reference-impl/index.ts";

/** What is broken: steps of the reference, or its store. Made anew for each server, so that what a bug remembers ends with it. */
export type MutantChange =
  | { readonly at: "steps"; readonly make: (own: Seams, store: CvmStore) => Partial<Seams> }
  | { readonly at: "store"; readonly make: (own: CvmStore) => CvmStore };

/** The reference with one deliberate bug. */
export interface Mutant {
  /** The bug in a few words, and the file's name. */
  readonly name: string;
  /** What the server does wrong, in one sentence. */
  readonly bug: string;
  /** The smallest change that makes it so. */
  readonly changes: MutantChange;
  /** Laws that must notice: at least one of them must be broken. None for a mutant that has no bug. */
  readonly killedBy: readonly string[];
}

/** Declares a mutant. */
export const defineMutant = (mutant: Mutant): Mutant => mutant;
