import { describe, expect, it } from "vitest";
import type { ReportedExtent } from "../report/report.ts";
import { UNWRITTEN } from "../testing/sample-previews.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { extentTexts } from "./extent-text.ts";

const textOf = (changes: Partial<ReportedExtent>): string =>
  extentTexts({
    extent: { budget: "learning", passes: 4, casesLeft: 0, hadEnoughFindings: false, ...changes },
  }).join(" ");

describe("what is said of how far a run went", () => {
  it("is nothing where it sent every case", () => {
    expect(textOf({})).toBe("");
    expect(textOf({ budget: "thorough", passes: 1 })).toBe("");
    expect(extentTexts({ extent: null })).toEqual([]);
  });

  it("names the cases that were left out, and what sends them", () => {
    expect(textOf({ casesLeft: 7_262 })).toContain("7,262 others were left out: --thorough sends them too.");
  });

  it("speaks of one pass as of one", () => {
    expect(textOf({ casesLeft: 9, passes: 1 })).toContain(", and more, in one pass, while");
  });

  it("does not say that --thorough sends what could write where previews write", () => {
    const previews = { ...UNWRITTEN, written: [{ cvmId: "7", before: null, after: null }], casesNotSent: 490 };
    const extent = { budget: "learning", passes: 1, casesLeft: 4_843, hadEnoughFindings: false } as const;
    expect(extentTexts({ extent, previews, settings: { ...sampleReport.settings, stateProbe: true } })).toEqual([
      "4,843 other cases were not chosen; --thorough sends none of them that are valid and carry a key that was given, either, while previews write.",
    ]);
    expect(extentTexts({ extent, previews }).join(" ")).toMatch(/while previews write, by what answers tell\.$/);
  });

  it("says that a run which had enough findings looked for no more", () => {
    const words = "Once there were as many findings as --max-findings asked for, nothing more was looked for.";
    expect(textOf({ hadEnoughFindings: true, casesLeft: 9 })).toBe(words);
  });
});
