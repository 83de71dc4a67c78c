import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { thinnedList } from "./thinned-list.ts";

const numbers = [...Array(40).keys()];
const source = fc.shuffledSubarray(numbers, { minLength: 1, maxLength: 30 });
const lists = thinnedList(source, 1);

/** What a failure shrinks to. */
const shrunk = (list: fc.Arbitrary<readonly number[]>, isBroken: (list: readonly number[]) => boolean) =>
  fc.check(
    fc.property(list, (some) => !isBroken(some)),
    { numRuns: 1_000 },
  ).counterexample?.[0];

describe("a thinned list", () => {
  it("is made as its source makes it", () => {
    expect(fc.sample(lists, { seed: 3, numRuns: 50 })).toEqual(fc.sample(source, { seed: 3, numRuns: 50 }));
  });

  it("shrinks to the one element that matters", () => {
    for (const culprit of [0, 7, 39]) expect(shrunk(lists, (list) => list.includes(culprit))).toEqual([culprit]);
  });

  it("shrinks until no one element can be left out", () => {
    const isBroken = (list: readonly number[]): boolean => list.filter((number) => number % 3 === 0).length >= 4;
    expect(shrunk(lists, isBroken)?.every((number) => number % 3 === 0)).toBe(true);
    expect(shrunk(lists, isBroken)).toHaveLength(4);
  });

  it("takes few tries, however long it is", () => {
    const long = thinnedList(fc.constant(numbers), 1);
    let tries = 0;
    const isBroken = (list: readonly number[]): boolean => {
      tries += 1;
      return list.includes(5) && list.includes(31);
    };
    expect(shrunk(long, isBroken)).toEqual([5, 31]);
    expect(tries).toBeLessThan(100);
  });

  it("never gets shorter than it may", () => {
    expect(shrunk(thinnedList(fc.array(fc.nat(9), { minLength: 3, maxLength: 8 }), 3), () => true)).toEqual([0, 0, 0]);
    expect(shrunk(thinnedList(fc.constant(numbers), 3), () => true)).toHaveLength(3);
  });

  it("simplifies its elements as its source does", () => {
    const list = thinnedList(fc.array(fc.nat(), { minLength: 1 }), 1);
    expect(shrunk(list, (some) => some.some((number) => number >= 50))).toEqual([50]);
  });
});
