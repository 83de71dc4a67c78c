import type { Level } from "../cases/judgement.ts";

/** How grave it is that a law of a level is broken: more is graver. */
export const gravity: Readonly<Record<Level, number>> = Object.freeze({ must: 2, should: 1, reference: 0 });
