import type { RunOptions } from "../../conformance/index.ts";
import { type Cvm, type Fleet, smallFleet } from "../../reference-impl/index.ts";
import type { MutantChange } from "../define-mutant.ts";

/** A sound server, or a way to check it, on which the premise of some laws is false throughout: whatever it did wrong, they could not tell. */
export interface Premise {
  /** What is not there, in one sentence. */
  readonly says: string;
  readonly fleet: Fleet;
  /** How the server is otherwise, where the fleet alone does not do. */
  readonly choice?: MutantChange;
  /** How it is checked otherwise. */
  readonly changes?: Partial<RunOptions>;
  /** Previews alone are sent. */
  readonly isReadOnly?: true;
  /** The laws that can't be put to the test here: each has to say so. */
  readonly idle: readonly string[];
}

/** Declares a premise that is false. */
export const definePremise = (premise: Premise): Premise => premise;

const FLEET_SEED = 1;

/** The small fleet, with all its situations. */
export const wholeFleet: Fleet = smallFleet(FLEET_SEED);

/** Of the small fleet those CVMs. */
export const onlyCvms = (isKept: (cvm: Cvm) => boolean): Fleet => ({
  ...wholeFleet,
  cvms: wholeFleet.cvms.filter(isKept),
});
