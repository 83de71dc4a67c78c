import { describe, expect, it } from "vitest";
import type { BoundShare } from "../cases/pace-bound.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { speedTexts } from "./speed-text.ts";

const textOf = (
  bounds: readonly BoundShare[],
  rate: number | "auto" | null = null,
  workers: number | null = 16,
): string =>
  speedTexts({
    settings: { ...sampleReport.settings, workers, rate },
    pace: { ...sampleReport.pace, speed: { medianPerSecond: 223, mostInFlight: 16, bounds } },
  }).join(" ");

describe("what is said of how fast a run was", () => {
  it("is nothing where it sent nothing of its own", () => {
    expect(speedTexts(sampleReport)).toEqual([]);
  });

  it("is how many requests a second, how many at once, and what took most of the time", () => {
    expect(textOf([{ by: "workers", share: 0.71 }])).toBe(
      "223 requests a second in the median, at most 16 in flight, from at most 16 cases under way (--workers): for 71 % of the time that many were under way.",
    );
  });

  it("is that shards are added up, where they are", () => {
    const speed = { medianPerSecond: 223, mostInFlight: 32, shards: 2, bounds: [] };
    expect(speedTexts({ settings: sampleReport.settings, pace: { ...sampleReport.pace, speed } })).toEqual([
      "223 requests a second in the median, at most 32 in flight, those of 2 shards added up, from at most 16 cases under way in each (--workers).",
    ]);
  });

  it("is what took less of the time as well, where that is much", () => {
    const text = textOf([
      { by: "latency", share: 0.5 },
      { by: "order", share: 0.25 },
      { by: "trial", share: 0.1 },
    ]);
    expect(text).toContain(
      ": for 50 % of the time fewer were under way, for more at once made the answers slower, for 25 % of the time there were fewer to send at once.",
    );
  });

  it("tells the time in which previews were tried out from that in which many cases were under way", () => {
    expect(textOf([{ by: "previews", share: 0.4 }])).toContain(
      "for 40 % of the time previews of new kinds were tried out alone, and others waited for that.",
    );
  });

  it("tells the time in which the server was not well", () => {
    expect(textOf([{ by: "outage", share: 0.97 }])).toContain(
      "for 97 % of the time it was waited for that the server is well again.",
    );
  });

  it("names the rate that was given", () => {
    expect(textOf([{ by: "rate", share: 1 }], 20)).toContain("--rate 20 kept it from more");
  });

  it("names what the target refused", () => {
    expect(textOf([{ by: "refusals", share: 1 }], "auto")).toContain("answers 429 or 503 kept it from more");
  });

  it("speaks of one case as of one", () => {
    expect(textOf([{ by: "workers", share: 1 }], null, 1)).toContain(
      "from at most 1 case under way (--workers): for 100 % of the time one was under way",
    );
  });

  it("says of one request at a time that each waited for the last, as in a look", () => {
    expect(textOf([{ by: "order", share: 1 }], null, 1)).toContain(
      "for 100 % of the time the next request waited for what came of the last.",
    );
  });

  it("tells no number of cases where shards had different ones", () => {
    expect(textOf([{ by: "order", share: 1 }], null, null)).toContain(
      "from as many cases under way as --workers allowed:",
    );
  });
});
