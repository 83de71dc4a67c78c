import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/** Gives the next number of a sequence, from 0 up to but not 1. */
export type Random = () => number;

const STEPS = 2 ** 30;

/** A sequence that `seed`, a 32-bit integer, decides. */
export const seededRandom = (seed: number): Random => {
  const generator = xoroshiro128plus(seed);
  return () => uniformInt(generator, 0, STEPS - 1) / STEPS;
};
