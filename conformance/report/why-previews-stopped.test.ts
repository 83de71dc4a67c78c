import { expect, it } from "vitest";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import type { ReportedPreviews } from "./report.ts";
import { mayHaveWritten, type PreviewsOfRun } from "./why-previews-stopped.ts";

const cvms = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ cvmId: String(index), before: null, after: "a".repeat(40) }));

const doubts = (
  previews: Partial<ReportedPreviews>,
  phases: PreviewsOfRun["settings"]["phases"] = ["probe", "fuzz"],
): boolean =>
  mayHaveWritten({
    previews: { ...UNWRITTEN, cvmsLookedAt: 10, alsoChanged: cvms(5), movesByItself: false, ...previews },
    settings: { phases },
  });

it("doubts previews where much is stored otherwise, and nothing changed while nothing was sent", () => {
  expect(doubts({})).toBe(true);
  expect(doubts({ movesByItself: true })).toBe(false);
  expect(doubts({ movesByItself: null })).toBe(true);
  expect(doubts({ alsoChanged: [], wholeStore: "changed" })).toBe(false);
});

it("does not doubt them for a few CVMs, unless the store itself shows them", () => {
  expect(doubts({ alsoChanged: cvms(4) })).toBe(false);
  expect(doubts({ cvmsLookedAt: 11 })).toBe(false);
  expect(doubts({ alsoChanged: cvms(1), wholeStore: "changed" })).toBe(true);
  expect(doubts({ written: cvms(1) })).toBe(false);
});

it("doubts them for a few CVMs where that is all that was looked at, or where the probe was all that was sent", () => {
  expect(doubts({ alsoChanged: cvms(3), cvmsLookedAt: 3 })).toBe(true);
  expect(doubts({ alsoChanged: cvms(2), cvmsLookedAt: 3 })).toBe(false);
  expect(doubts({ alsoChanged: cvms(1) }, ["probe"])).toBe(true);
  expect(doubts({ alsoChanged: cvms(1), movesByItself: true }, ["probe"])).toBe(false);
});
