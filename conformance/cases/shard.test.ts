import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Shard, shardName, shardNamed, shareOf } from "./shard.ts";

const indicesOf = (count: number, shard: Shard | null): readonly number[] => {
  const share = shareOf(count, shard);
  return Array.from({ length: share.count }, (_, nth) => share.indexOf(nth));
};

describe("the shards of a sequence", () => {
  it("have each of its cases once among them, and differ by one in size at most", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 40 }), (cases, count) => {
        const shares = Array.from({ length: count }, (_, at) => indicesOf(cases, { index: at + 1, count }));
        expect(shares.flat().toSorted((a, b) => a - b)).toEqual(indicesOf(cases, null));
        const sizes = shares.map((share) => share.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it("have no end where the sequence has none", () => {
    const share = shareOf(Number.POSITIVE_INFINITY, { index: 2, count: 3 });
    expect(share.count).toBe(Number.POSITIVE_INFINITY);
    expect([0, 1, 2].map(share.indexOf)).toEqual([1, 4, 7]);
  });
});

describe("a shard's name", () => {
  it("stands for it", () => {
    expect(shardNamed(shardName({ index: 2, count: 4 }))).toEqual({ index: 2, count: 4 });
  });

  it.each(["", "2", "0/4", "5/4", "2/4/6", "-1/4", "02/4", "1.5/4"])("is not %j", (name) => {
    expect(shardNamed(name)).toBeNull();
  });
});
