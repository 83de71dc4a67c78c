import { describe, expect, it } from "vitest";
import type { Breach } from "../cases/trial.ts";
import { sampleLaw } from "../testing/sample-law.ts";
import { sampleReport } from "../testing/sample-report.ts";
import { FindingBook } from "./finding-book.ts";

const breach: Breach = {
  law: sampleLaw("counts-sum-to-scanned"),
  violation: { message: "", expected: "", actual: "", discriminator: "" },
  step: 0,
};
const seen = { trial: { readings: [], breaches: [], exercised: [] }, breach };
const suspect = (kind: string, traits: readonly string[]) =>
  ({ fingerprint: kind, level: "must", traits: new Set(traits), seen }) as const;

const bookWith = (traits: readonly string[], level: "must" | "should" = "must"): FindingBook => {
  const book = new FindingBook();
  for (const finding of sampleReport.findings)
    book.add(
      { ...finding, fingerprint: "0", level },
      { kinds: ["own", "other"], explaining: [new Set(traits)], formerly: new Set() },
    );
  return book;
};

describe("a finding", () => {
  it("explains what has in it all that shows the finding, and nothing else", () => {
    const book = bookWith(["overwrite", "missing_only"]);
    const explains = (kind: string, traits: readonly string[]) => book.explains(suspect(kind, traits), () => "old");
    expect(explains("own", ["overwrite", "missing_only", "limit"])).toBe(true);
    expect(explains("other", ["overwrite", "missing_only"])).toBe(true);
    expect(explains("own", ["overwrite", "many ids"])).toBe(false);
    expect(explains("another law", ["overwrite", "missing_only"])).toBe(false);
    expect([...book.explanationOf("0").formerly]).toEqual(["old"]);
  });

  it("explains nothing graver than itself", () => {
    expect(bookWith([], "should").explains(suspect("own", []), () => "old")).toBe(false);
  });

  it("explains what breaks its law less gravely, in whatever way", () => {
    const lesser = { ...suspect("another way", ["overwrite"]), level: "should" } as const;
    expect(bookWith(["overwrite"]).explains(lesser, () => "old")).toBe(true);
    expect(bookWith(["limit"]).explains(lesser, () => "old")).toBe(false);
  });

  it("explains more once something else came down to it", () => {
    const book = bookWith(["limit", "at a bound"]);
    expect(book.explains(suspect("own", ["limit"]), () => "old")).toBe(false);
    book.widen("0", { kinds: [], explaining: [new Set(["limit"])], formerly: new Set() });
    expect(book.explains(suspect("own", ["limit", "overwrite"]), () => "old")).toBe(true);
  });
});
