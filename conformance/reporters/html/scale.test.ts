import { describe, expect, it } from "vitest";
import { linearScale, logScale, roundedScale } from "./scale.ts";

describe("a linear scale", () => {
  it("lays its domain over its range, upside down too", () => {
    const y = linearScale([0, 10], [200, 0], 5);
    expect([y(0), y(5), y(10)]).toEqual([200, 100, 0]);
  });

  it.each([
    [[0, 10], 5, [0, 2, 4, 6, 8, 10]],
    [[0, 1], 4, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [[0, 0.3], 3, [0, 0.1, 0.2, 0.3]],
    [[0, 17_321], 4, [0, 5_000, 10_000, 15_000]],
  ] as const)("of %j has round ticks, some %i of them", (domain, count, ticks) => {
    expect(linearScale(domain, [0, 1], count).ticks).toEqual(ticks);
  });

  it("that is rounded ends at a tick, at its most or above", () => {
    for (const most of [0.07, 1, 3, 97, 1_234]) {
      const scale = roundedScale(most, [100, 0], 4);
      expect(scale(most)).toBeGreaterThanOrEqual(0);
      expect(scale(scale.ticks.at(-1) ?? 0)).toBeCloseTo(0);
    }
  });
});

describe("a logarithmic scale", () => {
  it("gives each power of ten the same room", () => {
    const x = logScale([1, 1000], [0, 300]);
    expect([x(1), x(10), x(100), x(1000)].map(Math.round)).toEqual([0, 100, 200, 300]);
  });

  it("has every digit of each power of ten for a tick, as it is written", () => {
    expect(logScale([0.2, 20], [0, 1]).ticks.map(String)).toEqual(
      "0.2 0.3 0.4 0.5 0.6 0.7 0.8 0.9 1 2 3 4 5 6 7 8 9 10 20".split(" "),
    );
  });
});
