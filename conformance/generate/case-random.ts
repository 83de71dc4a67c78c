import fc from "fast-check";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** 32 bits in which every character of the text tells. Source: FNV-1a, then the finalizer of MurmurHash3, so that neighbours differ widely. */
export const hash32 = (text: string): number => {
  let hash = FNV_OFFSET;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
};

/**
 * The randomness of one case: it depends on the seed, the stream's name and the case's index alone, so that cases may be
 * made in any order, on any worker or shard, and come out the same.
 */
export const caseRandom = (seed: number, stream: string, index: number): fc.Random =>
  new fc.Random(xoroshiro128plus(hash32(`${seed}/${stream}/${index}`)));

/** The name of a stream in a round, which counts from 0. */
export const streamOf = (name: string, round: number): string => (round === 0 ? name : `${name}/${round}`);
