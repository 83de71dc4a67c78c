/** One of `count` runs that share the cases of one run among them. `index` counts from 1. */
export interface Shard {
  readonly index: number;
  readonly count: number;
}

/** A shard as reports name it: `2/4`. */
export const shardName = ({ index, count }: Shard): string => `${index}/${count}`;

/** The shard that a name stands for, or null where it stands for none. */
export const shardNamed = (name: string): Shard | null => {
  const [, index = 0, count = 0] = (/^([1-9]\d{0,5})\/([1-9]\d{0,5})$/.exec(name) ?? []).map(Number);
  return index > 0 && index <= count ? { index, count } : null;
};

/** What falls to a shard of a sequence: so many of its members, and the index in the sequence of each. */
export interface Share {
  readonly count: number;
  readonly indexOf: (nth: number) => number;
}

/** Of a sequence of so many members every so manieth falls to a shard: none is left out and none sent twice. */
export const shareOf = (count: number, shard: Shard | null): Share => {
  if (shard === null) return { count, indexOf: (nth) => nth };
  const first = shard.index - 1;
  return { count: Math.max(0, Math.ceil((count - first) / shard.count)), indexOf: (nth) => first + nth * shard.count };
};
