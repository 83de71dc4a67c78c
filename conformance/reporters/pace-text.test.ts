import { describe, expect, it } from "vitest";
import { paceTexts } from "./pace-text.ts";

const textOf = (refusals: number, unanswered: number, perSecond: number | null): string =>
  paceTexts({ pace: { refusals, unanswered, perSecond, speed: null }, requests: 1_269 }).join(" ");

describe("what is said of the pace of a run", () => {
  it("is nothing where the target answered as fast as it was asked", () => {
    expect(textOf(0, 0, null)).toBe("");
  });

  it("is how often the target asked for less, and how fast it was asked in the end", () => {
    expect(textOf(1, 0, 4.449)).toBe(
      "1 answer was 429 (too many requests), each sending of a request counted; in the end there was leave for 4.4 requests a second.",
    );
    expect(textOf(140, 0, 1_234.5)).toContain("140 answers were 429");
    expect(textOf(140, 0, 1_234.5)).toContain("for 1,235 requests a second");
  });

  it("is not that what got 429 was sent again: where slowing down did not help, it was not", () => {
    expect(textOf(758, 0, null)).toBe("758 answers were 429 (too many requests), each sending of a request counted.");
  });

  it("is what got no other answer, and that it proves of no law that it holds", () => {
    expect(textOf(0, 12, null)).toBe(
      "12 of 1,269 requests got 429 or 503 for the last answer: none of these is evidence that a law holds. A 503 counts as a failure where it comes again.",
    );
  });
});
