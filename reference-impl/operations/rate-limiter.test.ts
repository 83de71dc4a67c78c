import { expect, it } from "vitest";
import { manualClock } from "../testing/manual-clock.ts";
import { rateLimiter } from "./rate-limiter.ts";

it("lets as many through as a minute allows, and then says when the next may come", () => {
  const clock = manualClock();
  const { take } = rateLimiter(3, clock);
  expect([1, 2, 3].map(() => take("ann"))).toEqual([null, null, null]);
  expect(take("ann")).toBe(20);
  clock.advance(19_000);
  expect(take("ann")).toBe(1);
  clock.advance(1_000);
  expect(take("ann")).toBeNull();
  expect(take("ann")).toBe(20);
});

it("counts each name by itself, and never saves up more than a minute's", () => {
  const clock = manualClock();
  const { take } = rateLimiter(2, clock);
  clock.advance(3_600_000);
  expect(["ann", "ann", "bob", "ann"].map(take)).toEqual([null, null, null, 30]);
});

it("lets nobody wait for longer than it takes to earn one request, though the clock goes back", () => {
  const clock = manualClock();
  const { take } = rateLimiter(2, clock);
  expect([take("ann"), take("ann")]).toEqual([null, null]);
  clock.advance(-500_000);
  expect(take("ann")).toBe(30);
  clock.advance(30_000);
  expect([take("ann"), take("ann")]).toEqual([null, 30]);
});
