import { describe, expect, it } from "vitest";
import { irregularityWords } from "./irregularity-words.ts";

describe("what is odd about a request, in words", () => {
  it("names each thing as a person would, with an example where that says more", () => {
    expect(irregularityWords(["imprecise-number", "other-json-content-type"])).toBe(
      "a number that no double can hold (such as 1e400) and another JSON content type (such as application/merge-patch+json)",
    );
  });
});
