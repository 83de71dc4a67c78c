import { describe, expect, it } from "vitest";
import { medianPerSecond } from "./median-per-second.ts";

const of = (counts: readonly number[]): number =>
  medianPerSecond({ stretchMs: 100, stretches: counts.map((requests) => ({ requests, failures: 0, slowestMs: 1 })) });

describe("how many requests a second there were in the median", () => {
  it("goes by whole stretches", () => {
    expect(of([4, 6, 8, 1])).toBe(60);
    expect(of([3])).toBe(30);
  });

  it("is not 0 where a slow server answers a few times a second, one request at a time", () => {
    expect(of([0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1])).toBe(5);
    expect(of([0, 0, 0, 0, 0, 1])).toBeCloseTo(1.25);
  });

  it("is 0 where there were none", () => {
    expect(of([])).toBe(0);
    expect(of([0, 0])).toBe(0);
  });
});
