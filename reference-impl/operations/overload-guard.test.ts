import { expect, it } from "vitest";
import { overloadGuard } from "./overload-guard.ts";

it("takes so many requests at a time and no more", () => {
  const guard = overloadGuard({ maxInHand: 2, maxLoopDelayMs: 1_000 }, () => 0);
  expect([guard.enter(), guard.enter(), guard.enter()]).toEqual([true, true, false]);
  guard.leave();
  expect([guard.inHand(), guard.enter(), guard.inHand()]).toEqual([1, true, 2]);
});

it("takes none on top of others while the event loop is late", () => {
  let delayMs = 1_001;
  const guard = overloadGuard({ maxInHand: 9, maxLoopDelayMs: 1_000 }, () => delayMs);
  expect([guard.enter(), guard.enter()]).toEqual([true, false]);
  delayMs = 1_000;
  expect(guard.enter()).toBe(true);
});
