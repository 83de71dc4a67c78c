import { createHash } from "node:crypto";
import fc from "fast-check";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

/**
 * The randomness of one case: it depends on the seed, the stream's name and the case's index alone, so that cases may be
 * made in any order, on any worker or shard, and come out the same.
 */
export const caseRandom = (seed: number, stream: string, index: number): fc.Random => {
  const digest = createHash("sha256").update(`${seed}/${stream}/${index}`).digest();
  return new fc.Random(xoroshiro128plus(digest.readInt32LE(0)));
};
