import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { latencyFrom } from "./latency.ts";
import { seededRandom } from "./random.ts";

const delays = (text: string, count = 2_000): readonly number[] => {
  const random = seededRandom(7);
  const latency = latencyFrom(text);
  if (latency === null) throw new Error(`${text} is no latency`);
  return Array.from({ length: count }, () => latency.nextMs(random)).sort((a, b) => a - b);
};

describe("a latency", () => {
  it.each([
    ["200ms", 200],
    ["200", 200],
    ["1.5s", 1_500],
    ["off", 0],
    ["0", 0],
  ])("that is fixed is always the same: %s", (text, ms) => {
    expect(new Set(delays(text, 10))).toEqual(new Set([ms]));
  });

  it.each(["100..800ms", "100ms..0.8s", "0.1..0.8s"])("that is a range covers it and nothing else: %s", (text) => {
    const seen = delays(text);
    expect(seen[0]).toBeGreaterThanOrEqual(100);
    expect(seen[0]).toBeLessThan(110);
    expect(seen.at(-1)).toBeLessThanOrEqual(800);
    expect(seen.at(-1)).toBeGreaterThan(790);
  });

  it("that is percentiles has them, and none above the last", () => {
    const seen = delays("p50=80ms,p95=400ms,p99=2s", 10_000);
    const shareWithin = (ms: number): number => seen.filter((delay) => delay <= ms).length / seen.length;
    expect(shareWithin(80)).toBeCloseTo(0.5, 1);
    expect(shareWithin(400)).toBeCloseTo(0.95, 1);
    expect(shareWithin(1_999)).toBeLessThan(0.995);
    expect(seen.at(-1)).toBeLessThanOrEqual(2_000);
  });

  it("is the same sequence for the same seed", () => {
    expect(delays("1..500", 50)).toEqual(delays("1..500", 50));
  });

  it.each([
    "",
    "fast",
    "-5ms",
    "800..100ms",
    "1..2..3",
    "p50",
    "p95=1s,p50=2s",
    "p50=2s,p95=1s",
    "p101=5ms",
    "1h",
    "700s",
  ])("is not %j", (text) => {
    expect(latencyFrom(text)).toBeNull();
  });

  it("is read from any text without a throw, and never negative", () => {
    fc.assert(
      fc.property(fc.string(), fc.integer(), (text, seed) => {
        expect(latencyFrom(text)?.nextMs(seededRandom(seed)) ?? 0).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
