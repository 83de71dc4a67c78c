import { expect, it } from "vitest";
import { RecentCount } from "./recent-count.ts";

it("a count of the last second forgets what was before it", () => {
  const count = new RecentCount();
  for (const atMs of [7_000, 7_010, 7_450, 7_990]) count.add(atMs);
  expect([7_995, 8_120, 8_520, 9_200, 60_000].map((atMs) => count.at(atMs))).toEqual([4, 2, 1, 0, 0]);
  count.add(60_001);
  expect(count.at(60_900)).toBe(1);
});
