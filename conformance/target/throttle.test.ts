import { expect, it } from "vitest";
import { Throttle } from "./throttle.ts";

it("tells the time apart in which it is waited for that the target is well again, whatever else is under way", async () => {
  let nowMs = 0;
  const throttle = new Throttle({ ratePerSecond: null, workers: 1, nowMs: () => nowMs, wait: async () => {} });
  const leave = await throttle.begin(1);
  throttle.tryOut(true);
  nowMs += 10;
  throttle.waitOut(true);
  nowMs += 30;
  throttle.waitOut(false);
  throttle.tryOut(false);
  leave();
  expect(throttle.speed.bounds).toEqual([
    { by: "outage", share: 0.75 },
    { by: "previews", share: 0.25 },
  ]);
});

it("does not take cases that wait for what is tried out alone for as many as may be under way", async () => {
  let nowMs = 0;
  const throttle = new Throttle({ ratePerSecond: null, workers: 2, nowMs: () => nowMs, wait: async () => {} });
  const leave = [await throttle.begin(1), await throttle.begin(1)];
  nowMs += 10;
  throttle.tryOut(true);
  nowMs += 30;
  throttle.tryOut(false);
  nowMs += 10;
  for (const one of leave) one();
  expect(throttle.speed.bounds).toEqual([
    { by: "previews", share: 0.6 },
    { by: "workers", share: 0.4 },
  ]);
});
