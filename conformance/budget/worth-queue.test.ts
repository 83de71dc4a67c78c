import fc from "fast-check";
import { expect, it } from "vitest";
import { WorthQueue } from "./worth-queue.ts";

it("gives what is worth most first, and of what is worth the same the earliest", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (worths) => {
      const entries = worths.map((worth, index) => ({ worth, index }));
      const queue = new WorthQueue<(typeof entries)[number]>();
      for (const entry of entries.toReversed()) queue.push(entry);
      const taken = entries.map(() => queue.pop());
      expect(taken).toEqual(entries.toSorted((one, other) => other.worth - one.worth || one.index - other.index));
      expect(queue.pop()).toBeUndefined();
    }),
  );
});

it("knows whether something would be first", () => {
  const queue = new WorthQueue();
  expect(queue.isFirst({ worth: 0, index: 0 })).toBe(true);
  queue.push({ worth: 2, index: 1 });
  expect(queue.isFirst({ worth: 2, index: 0 })).toBe(true);
  expect(queue.isFirst({ worth: 2, index: 2 })).toBe(false);
});
