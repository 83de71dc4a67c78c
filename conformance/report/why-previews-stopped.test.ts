import { expect, it } from "vitest";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import type { ReportedPreviews } from "./report.ts";
import { mayHaveWritten } from "./why-previews-stopped.ts";

const cvms = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ cvmId: String(index), before: null, after: "a".repeat(40) }));

const doubts = (previews: Partial<ReportedPreviews>): boolean =>
  mayHaveWritten({
    ...UNWRITTEN,
    cvmsLookedAt: 10,
    alsoChanged: cvms(5),
    movesByItself: false,
    ...previews,
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
