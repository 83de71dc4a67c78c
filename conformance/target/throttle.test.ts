import { expect, it } from "vitest";
import { Throttle } from "./throttle.ts";

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
