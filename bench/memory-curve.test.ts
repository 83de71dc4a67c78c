import { describe, expect, it } from "vitest";
import { growth, minutesOf } from "./memory-curve.ts";

const minutes = (heaps: readonly number[], rss = 200) => heaps.map((heapMiB) => ({ heapMiB, rssMiB: rss }));

describe("a curve of memory", () => {
  it("has the least of each minute", () => {
    const sample = (atMs: number, heapMiB: number, rssMiB: number) => ({ atMs, heapMiB, rssMiB });
    const samples = [
      sample(1_000, 90, 200),
      sample(30_000, 50, 210),
      sample(61_000, 70, 220),
      sample(119_000, 60, 230),
    ];
    expect(minutesOf(samples, 0)).toEqual([
      { heapMiB: 50, rssMiB: 200 },
      { heapMiB: 60, rssMiB: 220 },
    ]);
  });

  it.each([
    ["goes up and down", [50, 60, 52, 61, 55, 62, 53, 60, 54, 61]],
    ["was lower in its first minute alone", [20, 60, 61, 60, 62, 61, 60, 61, 60, 62]],
    ["falls", [90, 80, 70, 60, 50, 50, 50]],
  ])("is flat where it %s", (_, heaps) => {
    expect(growth(minutes(heaps))).toBeNull();
  });

  it("grows where the heap gains a MiB or two a minute", () => {
    expect(growth(minutes([50, 51, 52, 54, 55, 57, 58, 60, 62, 64]))).toBe("heap grew from 52.3 to 62.0 MiB");
  });

  it("grows where only what is outside the heap does", () => {
    const rss = [200, 200, 220, 240, 260, 280, 300, 320].map((rssMiB) => ({ heapMiB: 50, rssMiB }));
    expect(growth(rss)).toBe("RSS grew from 210.0 to 310.0 MiB");
  });
});
