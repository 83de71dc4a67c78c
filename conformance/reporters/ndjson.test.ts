import { describe, expect, it } from "vitest";
import type { RunEvent } from "../report/run-event.ts";
import { eventFaults } from "../testing/report-schema.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { ndjsonReporter } from "./ndjson.ts";

const progress = (elapsedMs: number, done: number, planned = 100): RunEvent => ({
  kind: "progress",
  phase: "fuzz",
  done,
  planned,
  requests: 10,
  suspects: 0,
  elapsedMs,
});

const EVENTS: readonly RunEvent[] = [
  {
    kind: "run-started",
    target: "http://x/",
    seed: 7,
    shard: null,
    laws: 3,
    workers: 2,
    allowWrites: false,
    timeMs: null,
  },
  { kind: "phase-started", phase: "fuzz", round: 0 },
  progress(0, 1),
  ...sampleReport.findings.map((finding): RunEvent => ({ kind: "finding", finding })),
  { kind: "phase-finished", phase: "fuzz", round: 0, requests: 100, durationMs: 20, skipped: null },
  { kind: "law-failed", law: "a-law", error: new Error("a bug of ours") },
  { kind: "reporter-failed", reporter: "html", error: new Error("no room") },
  { kind: "run-finished", report: sampleReport },
];

const linesOf = (events: readonly RunEvent[]): readonly unknown[] => {
  const texts: string[] = [];
  const reporter = ndjsonReporter((text) => texts.push(text));
  for (const event of events) reporter.onEvent(event);
  const lines = texts.join("").split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((line) => JSON.parse(line));
};

describe("the NDJSON report", () => {
  it("has every kind of event on a line of its own, valid against its schema", () => {
    const lines = linesOf(EVENTS);
    expect(lines).toHaveLength(EVENTS.length);
    expect(lines.flatMap(eventFaults)).toEqual([]);
    expect(lines.at(-1)).toEqual({ kind: "run-finished", report: sampleReport });
    expect(lines).toContainEqual({ kind: "law-failed", law: "a-law", error: "a bug of ours" });
  });

  it("would not be valid with a kind that nobody knows, or a report that is none", () => {
    expect(eventFaults({ kind: "phase-paused", phase: "fuzz" })).not.toEqual([]);
    expect(eventFaults({ kind: "run-finished", report: { ...sampleReport, outcome: "fine" } })).not.toEqual([]);
  });

  it("tells of progress once a second, and of the end of a sequence", () => {
    const lines = linesOf([
      progress(0, 1),
      progress(900, 50),
      progress(1000, 60),
      progress(1100, 100),
      progress(1200, 7, Number.POSITIVE_INFINITY),
      progress(2600, 8, Number.POSITIVE_INFINITY),
    ]);
    expect(lines).toMatchObject([{ done: 1 }, { done: 60 }, { done: 100 }, { done: 8, planned: null }]);
    expect(lines.flatMap(eventFaults)).toEqual([]);
  });
});
