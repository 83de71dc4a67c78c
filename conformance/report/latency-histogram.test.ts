import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LatencyHistogram } from "./latency-histogram.ts";

const histogramOf = (latencies: readonly number[]): LatencyHistogram => {
  const histogram = new LatencyHistogram();
  for (const latency of latencies) histogram.add(latency);
  return histogram;
};

const latency = fc.integer({ min: 0, max: 6_000_000 }).map((hundredths) => hundredths / 100);

describe("a latency histogram", () => {
  it("tells quantiles to two per cent", () => {
    const { p50, p99, max } = histogramOf(Array.from({ length: 1000 }, (_, at) => at + 1)).summary;
    expect(Math.abs(p50 / 500 - 1)).toBeLessThan(0.02);
    expect(Math.abs(p99 / 990 - 1)).toBeLessThan(0.02);
    expect(max).toBe(1000);
  });

  it("is the same whether one run or several filled it", () => {
    fc.assert(
      fc.property(fc.array(fc.array(latency)), (runs) => {
        const merged = new LatencyHistogram();
        for (const run of runs) merged.addAll(histogramOf(run).summary);
        expect(merged.summary).toEqual(histogramOf(runs.flat()).summary);
      }),
    );
  });

  it("is empty without latencies", () => {
    expect(new LatencyHistogram().summary).toEqual({ p50: 0, p95: 0, p99: 0, max: 0, buckets: {} });
  });
});
