import { expect, it } from "vitest";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import type { ReportedPreviews } from "./reported-previews.ts";
import { haveStopped, mayHaveWritten, type PreviewsOfRun, whyPreviewsStopped } from "./why-previews-stopped.ts";

const cvms = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ cvmId: String(index), before: null, after: "a".repeat(40) }));

const seen = (previews: Partial<ReportedPreviews>): ReportedPreviews => ({
  ...UNWRITTEN,
  cvmsLookedAt: 10,
  alsoChanged: cvms(5),
  movesByItself: false,
  ...previews,
});

const doubts = (
  previews: Partial<ReportedPreviews>,
  phases: PreviewsOfRun["settings"]["phases"] = ["probe", "fuzz"],
): boolean => mayHaveWritten({ previews: seen(previews), settings: { phases } });

it("tells what the state probe shows from what answers tell, which may be wrong", () => {
  const why = (previews: Partial<ReportedPreviews> | null, stateProbe: boolean) =>
    whyPreviewsStopped(previews === null ? null : seen(previews), { stateProbe });
  expect([true, false].map((stateProbe) => why({ written: cvms(1) }, stateProbe))).toEqual(["written", "told"]);
  expect(why({ unseen: cvms(1) }, false)).toBe("unseen");
  expect([why({}, false), why(null, false)]).toEqual([null, null]);
  expect([{ written: cvms(1) }, { unseen: cvms(1) }, {}].map((one) => haveStopped(seen(one)))).toEqual([
    true,
    true,
    false,
  ]);
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
