import { expect, it } from "vitest";
import { BoundClock } from "./bound-clock.ts";

it("a clock of bounds tells for which share of the time a run was kept by what, without what took hardly any", () => {
  let nowMs = 1_000;
  const clock = new BoundClock(() => nowMs);
  const after = (ms: number, bound: Parameters<BoundClock["set"]>[0]): void => {
    nowMs += ms;
    clock.set(bound);
  };
  after(100, "workers");
  after(500, "rate");
  after(1, "workers");
  after(199, "latency");
  nowMs += 200;
  expect(clock.shares).toEqual([
    { by: "workers", share: 0.7 },
    { by: "latency", share: 0.2 },
    { by: "order", share: 0.1 },
  ]);
});

it("a clock of bounds that did not move tells nothing", () => {
  expect(new BoundClock(() => 0).shares).toEqual([]);
});
