import { describe, expect, it } from "vitest";
import { sampleReport } from "../testing/sample-report.ts";
import { byGravity } from "./by-gravity.ts";
import type { ReportedFinding } from "./report.ts";

const finding = (message: string, changes: Partial<ReportedFinding>): readonly ReportedFinding[] =>
  sampleReport.findings.map((sample) => ({ ...sample, message, ...changes }));

describe("the order of findings", () => {
  it("has the gravest first, then what is new, then what was found earlier", () => {
    const findings = [
      ...finding("reference", { level: "reference", foundIn: { phase: "probe", order: 0 } }),
      ...finding("should", { level: "should", foundIn: { phase: "probe", order: 1 } }),
      ...finding("known", { known: true, foundIn: { phase: "probe", order: 2 } }),
      ...finding("late", { foundIn: { phase: "fuzz", order: 9 } }),
      ...finding("early", { foundIn: { phase: "boundary", order: 3 } }),
    ];
    expect(findings.toSorted(byGravity).map(({ message }) => message)).toEqual([
      "early",
      "late",
      "known",
      "should",
      "reference",
    ]);
  });
});
