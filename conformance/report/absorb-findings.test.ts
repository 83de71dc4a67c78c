import { describe, expect, it } from "vitest";
import { sampleReport } from "../testing/sample-report.ts";
import { absorbFindings } from "./absorb-findings.ts";
import type { ReportedFinding } from "./report.ts";

const finding = (fingerprint: string, changes: Partial<ReportedFinding>): readonly ReportedFinding[] =>
  sampleReport.findings.map((sample) => ({ ...sample, fingerprint, formerly: [fingerprint], ...changes }));

const left = (...findings: readonly (readonly ReportedFinding[])[]) =>
  absorbFindings(findings.flat()).map(({ fingerprint, formerly }) => [fingerprint, ...formerly].join(" "));

describe("findings of one law", () => {
  it("are one where one has in it all that the other has", () => {
    expect(left(finding("a", { traits: ["limit", "overwrite"] }), finding("b", { traits: ["limit"] }))).toEqual([
      "b b a",
    ]);
  });

  it("are one where the graver one has nothing that the other has not, in whatever way it is broken", () => {
    const graver = finding("a", { traits: ["limit"] });
    const lesser = finding("b", { traits: ["limit"], level: "should", discriminator: "another way" });
    expect(left(lesser, graver)).toEqual(["a a b"]);
  });

  it("are two where the one that has more breaks a law besides, which no finding would be left to show", () => {
    const breach = {
      law: "another-law",
      level: "must",
      message: "",
      expected: "",
      actual: "",
      fingerprint: "c",
    } as const;
    const wider = finding("a", { traits: ["limit", "overwrite"], also: [breach] });
    const plain = finding("b", { traits: ["limit"] });
    expect(left(wider, plain)).toEqual(["a a", "b b"]);
    expect(left(wider, finding("b", { traits: ["limit"], also: [breach] }))).toEqual(["b b a"]);
  });

  it("are two where neither has all that the other has, or the law is broken in another way or is another", () => {
    expect(left(finding("a", { traits: ["limit"] }), finding("b", { traits: ["overwrite"] }))).toHaveLength(2);
    const plain = finding("a", { traits: [] });
    expect(left(plain, finding("b", { traits: ["limit"], discriminator: "another way" }))).toHaveLength(2);
    expect(left(plain, finding("b", { traits: ["limit"], law: "another-law" }))).toHaveLength(2);
  });
});
